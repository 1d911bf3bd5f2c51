import sharp from 'sharp';
import { allDepths } from '../../../../src/core/backbone/read-depths.ts';
import { type Dataset, emptyDataset, type Sample } from '../../../../src/core/dataset/dataset.ts';
import { versionOf } from '../../../../src/core/dataset/version.ts';
import { evaluate } from '../../../../src/core/evaluation/evaluate.ts';
import { fitKnownFeatures } from '../../../../src/core/evaluation/known-features.ts';
import type { RunWeights } from '../../../../src/core/project/project-file.ts';
import { seededRandom } from '../../../../src/core/random.ts';
import { defaultRecipe } from '../../../../src/core/training/recipe.ts';
import { type AnsweredRun, noTiming, plainRun, withAnswers } from '../../../../src/core/training/run.ts';
import { readModel } from '../../../../src/engine/backbone/own/read-model.ts';
import { sha256 } from '../../../../src/engine/dataset/hash.ts';
import { type MadeBackbone, makeOwn } from '../../../../src/workers/jobs/backbone/make-own.ts';
import type { ProjectSource } from '../../../../src/workers/jobs/project/write-project.ts';
import { sampleOf } from '../../../core/dataset/fake-dataset.ts';

const FEATURES = 5;
/** Of the network that a run says it was trained on (fake-store.ts). */
export const FAKE_WEIGHTS = 'ab'.repeat(32);
const random = seededRandom('fake project');
const values = (length: number) => Float32Array.from({ length }, () => random() - 0.5);

async function picture(shade: number): Promise<Uint8Array<ArrayBuffer>> {
  const pixels = sharp({
    create: { width: 4 + shade, height: 3, channels: 3, background: { r: shade, g: 9, b: 9 } },
  });
  return new Uint8Array(await pixels.png().toBuffer());
}

/** A network of one 1 × 1 convolution to as many channels as the runs' heads take. */
async function brought(): Promise<MadeBackbone> {
  const config = {
    name: 'conv',
    batch_input_shape: [null, 64, 64, 3],
    strides: [1, 1],
    padding: 'same',
    activation: 'relu',
  };
  const model = {
    modelTopology: {
      class_name: 'Sequential',
      config: { name: 'mine', layers: [{ class_name: 'Conv2D', config }] },
    },
    weightsManifest: [
      {
        paths: ['weights.bin'],
        weights: [
          { name: 'conv/kernel', shape: [1, 1, 3, FEATURES], dtype: 'float32' },
          { name: 'conv/bias', shape: [FEATURES], dtype: 'float32' },
        ],
      },
    ],
  };
  const weights = Float32Array.from({ length: 4 * FEATURES }, (_, i) => i / 7);
  const files = [
    { path: 'model.json', file: new Blob([JSON.stringify(model)]) },
    { path: 'weights.bin', file: new Blob([weights]) },
  ];
  const read = await readModel(
    { kind: 'files', files },
    { origin: '', signal: new AbortController().signal, onStep: () => {} },
  );
  return makeOwn(read, {
    name: 'Mine',
    cut: read.cuts.at(-1)?.layer ?? '',
    depths: null,
    input: { size: 64, channels: 'BGR', mean: [0, 0, 0], std: [255, 255, 255] },
    licence: 'MIT',
    author: '<b>Me</b>',
    trial: { accuracy: 0.75, photos: 4 },
  });
}

/** For tests: what is saved of a small project, with everything that a run can have. */
export async function fakeProject(): Promise<ProjectSource & { readonly runs: readonly AnsweredRun[] }> {
  const pictures = new Map<string, Uint8Array<ArrayBuffer>>();
  const samples: Sample[] = [];
  for (let i = 0; i < 4; i++) {
    const bytes = await picture(i);
    const hash = await sha256(bytes);
    pictures.set(hash, bytes);
    samples.push(
      sampleOf(`photo-${i}`, {
        hash,
        classId: i < 2 ? 'a' : 'b',
        name: `Ünïcode ${i}.png`,
        folder: 'a/../b',
        width: 4 + i,
        height: 3,
        bytes: bytes.length,
        split: i % 2 === 0 ? 'train' : 'validation',
        order: i,
      }),
    );
  }
  const dataset: Dataset = {
    ...emptyDataset,
    classes: [
      { id: 'a', name: 'con/../a', colour: 0 },
      { id: 'b', name: 'CON a', colour: 3 },
      { id: 'c', name: '__proto__', colour: 4 },
    ],
    samples,
  };
  const own = await brought();
  const learned = new Map<string, RunWeights>();
  const runs = ['run-2', 'run-1'].map((id, i): AnsweredRun => {
    learned.set(id, weightsOf(dataset.classes.length, i === 0));
    const run = runOf(id, 2 - i, dataset);
    if (i === 0) return run;
    const environment = run.environment && { ...run.environment, weights: own.card.hash };
    return {
      ...run,
      recipe: { ...run.recipe, backbone: own.card.id },
      read: allDepths(own.card),
      environment,
    };
  });
  return {
    dataset,
    recipe: defaultRecipe,
    runs,
    ensembles: [
      {
        id: 'ensemble-1',
        number: 1,
        name: null,
        createdAt: 5,
        method: 'fitted',
        members: [
          { runId: 'run-1', weight: 0.25 },
          { runId: 'run-2', weight: 0.75 },
        ],
        deleted: false,
      },
    ],
    answered: async (id) => {
      const run = runs.find((one) => one.id === id);
      if (!run) throw new Error(`There is no ${id}.`);
      return run;
    },
    picture: async (hash) => new Blob([pictures.get(hash) ?? '']),
    weights: async (id) => learned.get(id) ?? weightsOf(0, false),
    backbones: [own.card.id],
    backbone: async () => ({
      card: own.card,
      model: new Blob([own.model]),
      weights: new Blob([own.weights]),
    }),
  };
}

function weightsOf(classes: number, tuned: boolean): RunWeights {
  const rows = Array.from({ length: 6 }, () => values(FEATURES));
  return {
    head: [{ kernel: values(FEATURES * classes), bias: values(classes) }],
    tuned: new Map(tuned ? [['block/conv/kernel', values(7)]] : []),
    known: tuned ? fitKnownFeatures(rows, [0, 1, 0, 1, 0, 1], 2) : null,
  };
}

function runOf(id: string, number: number, { classes, samples }: Dataset): AnsweredRun {
  const photos = samples
    .filter(({ split }) => split === 'validation')
    .map(({ id: sampleId }, i) => ({ sampleId, label: i, logits: values(classes.length), score: i - 0.25 }));
  const run = {
    ...plainRun,
    id,
    number,
    createdAt: 1_700_000_000_000 + number,
    recipe: { ...defaultRecipe, seed: number },
    classes,
    backend: 'wasm',
    read: ['late'],
    choice: {
      compared: [
        { read: ['early', 'late'], penalty: 0.1, loss: 0.6, accuracy: 0.5 },
        { read: ['late'], penalty: 0.01, loss: 0.5, accuracy: 0.75 },
      ],
      penalty: 0.01,
    },
    folds: number === 1 ? null : 2,
    measuredBy: number === 1 ? 'run-2' : null,
    counts: { train: 2, validation: 2, test: 0 },
    history: [
      {
        epoch: 1,
        phase: 0,
        rate: 0.003,
        milliseconds: 1.5,
        loss: 0.7,
        accuracy: 0.5,
        validationLoss: 0.8,
        validationAccuracy: null,
      },
    ],
    kept: 1,
    timing: { ...noTiming, head: 12.5 },
    temperature: 1.25,
    unknown: { score: 'distance' as const, threshold: -3.5, keeps: 0.95 },
    data: versionOf(classes, samples),
    environment: { browser: 'Chrome', app: '1', tfjs: '4.22.0', threads: 2, weights: FAKE_WEIGHTS },
    name: number === 1 ? 'A name' : null,
    starred: true,
    note: 'A note\nof two lines.',
    guess: number === 1 ? 0.8 : null,
  };
  return withAnswers(run, { train: null, validation: evaluate('validation', photos), test: null });
}
