import type { CatalogueCard } from '../../../src/core/backbone/card.ts';
import type { Dataset, Sample, Split } from '../../../src/core/dataset/dataset.ts';
import { evaluate } from '../../../src/core/evaluation/evaluate.ts';
import type { ReportInput } from '../../../src/core/report/input.ts';
import { defaultRecipe } from '../../../src/core/training/recipe.ts';
import { noTiming, plainRun, withAnswers } from '../../../src/core/training/run.ts';

/** For tests: names that try to be something else than text. */
export const hostileNames: readonly string[] = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  ']](javascript:alert(1))',
  '![x](http://evil.example/x.png)',
  'http://evil.example www.evil.example a@evil.example',
  "=cmd|' /C calc'!A0",
  '+1',
  '-1',
  '@SUM(A1)',
  'a;=1+1',
  '&lt;b&gt; &amp; `code` **bold** | $x$ | ~~no~~',
  'line\nbreak\r\n# heading\n\n---',
  '\u202eright to left\u2066',
  '👩‍👩‍👧 😀',
  'very long '.repeat(50),
  '\\',
];

/** For tests: a run of these classes, with one test photo and two validation photos a class, every second one wrong. */
export function exampleInput(names: readonly string[]): ReportInput {
  const classes = names.map((name, i) => ({ id: `class ${i}`, name, colour: i }));
  const samples = (['validation', 'validation', 'test'] as const).flatMap((split, turn) =>
    names.map((name, label) => sampleOf(name, label, split, turn * names.length + label)),
  );
  const evaluation = (split: Split) =>
    evaluate(
      split,
      samples.flatMap((sample, i) => {
        if (sample.split !== split) return [];
        const label = i % names.length;
        const answer = i % 2 === 0 ? label : (label + 1) % names.length;
        const logits = Float32Array.from(names, (_, k) => (k === answer ? 2 + i / 10 : 0));
        return [{ sampleId: sample.id, label, logits }];
      }),
    );
  const dataset: Dataset = { classes, samples, split: { validation: 0.2, seed: 1, together: true } };
  const judged = { train: null, validation: evaluation('validation'), test: evaluation('test') };
  const made = {
    ...plainRun,
    id: 'run',
    createdAt: Date.UTC(2026, 10, 24, 12),
    recipe: defaultRecipe,
    classes,
    backend: 'wasm',
    counts: { train: 0, validation: 2 * names.length, test: names.length },
    history: [1, 2, 3].map((epoch) => ({
      epoch,
      phase: 0,
      rate: 0.003,
      milliseconds: 10,
      loss: 1 / epoch,
      accuracy: epoch / 4,
      validationLoss: 1.5 / epoch,
      validationAccuracy: epoch / 5,
    })),
    kept: 2,
    testOpened: 1,
    timing: noTiming,
    temperature: 1.5,
    data: {
      fingerprint: 'f00d',
      pictures: new Uint32Array(2 * samples.length),
      labels: Uint16Array.from(samples, (_, i) => i % names.length),
      splits: Uint8Array.from(samples, ({ split }) => (split === 'test' ? 2 : 1)),
    },
    note: names.join('\n'),
  };
  return {
    run: withAnswers(made, judged),
    name: names[0] ?? '',
    dataset,
    cards: [card],
    samples: [],
    pictures: new Map(samples.map(({ id }) => [id, 'data:image/jpeg;base64,AAAA'])),
  };
}

const sampleOf = (name: string, label: number, split: Split, order: number): Sample => ({
  id: `sample ${order}`,
  hash: `hash ${order}`,
  classId: `class ${label}`,
  name: `${name}.jpg`,
  folder: name,
  width: 1,
  height: 1,
  bytes: 1,
  split,
  splitFixed: false,
  excluded: false,
  group: null,
  order,
});

const card: CatalogueCard = {
  id: 'mobilenet-v3',
  name: 'MobileNetV3',
  hash: 'abc',
  source: {
    package: 'a-package',
    version: '1.0.0',
    files: [],
    licence: 'MIT',
    author: 'An author',
  },
  trainedOn: '',
  summary: '',
  goodAt: [],
  badAt: [],
  input: { size: 224, channels: 'RGB', mean: [0, 0, 0], std: [1, 1, 1] },
  features: 528,
  depths: [{ name: '12', source: '', layer: 'features', features: 528 }],
  former: [],
  parameters: 1000,
  multiplyAdds: 1,
  bytes: 1,
  blocks: [],
  measured: [],
};
