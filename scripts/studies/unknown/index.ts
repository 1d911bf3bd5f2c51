import { answersOf } from '../../../src/core/evaluation/answers.ts';
import { calibrate } from '../../../src/core/evaluation/calibrate.ts';
import { expectedCalibrationError, reliabilityBins } from '../../../src/core/evaluation/calibration.ts';
import { correctCount } from '../../../src/core/evaluation/evaluation.ts';
import { auroc, unknownRule } from '../../../src/core/evaluation/unknown.ts';
import { seededRandom, shuffle } from '../../../src/core/random.ts';
import { defaultRecipe } from '../../../src/core/training/recipe.ts';
import { type FeatureSet, featureSet, holdOut, only, type Pictures } from '../feature-set.ts';
import { openBackbone, type StudiedBackbone } from '../features.ts';
import { runStudy } from '../study.ts';
import { judge, readBy, trainHead } from '../train-head.ts';
import { sampleSets } from './samples.ts';
import { type Score, scoresFor } from './scores.ts';

const USAGE = `npx tsx scripts/studies/unknown/index.ts --train DIR --test DIR [--backbone ID] [--seeds 3] [--out 3]
  Trains the default recipe's head and compares scores for "none of these" (docs/UNKNOWN.md).
  --out  how many of the folders' classes are left out as unknown ones`;

/** Of one score, one seed. */
interface Found {
  readonly auroc: number;
  /** Share of the unknown pictures below the threshold that keeps 95 % of the validation photos. */
  readonly caught: number;
  /** Share of the known test photos below it. */
  readonly lost: number;
}

/** Tables of each score's figures by what is unknown, filled seed by seed. */
const found = new Map<string, Map<string, Found[]>>();

async function compare(
  { card }: StudiedBackbone,
  set: FeatureSet,
  unknown: Readonly<Record<string, Pictures>>,
  seed: number,
): Promise<void> {
  const { train, validation } = holdOut(set.train, seededRandom(`held out ${seed}`));
  const recipe = { ...defaultRecipe, backbone: card.id, seed };
  const trained = await trainHead(train, set.classes.length, card, recipe);
  const { temperature } = calibrate(judge(trained, validation));
  tellCalibration(set.name, judge(trained, set.test), temperature);
  const all = (pictures: Pictures, score: Score): readonly number[] => {
    const { predictions } = judge(trained, pictures);
    return readBy(trained, pictures).rows.map((row, i) =>
      score(row, predictions[i]?.logits ?? new Float32Array()),
    );
  };
  for (const [name, score] of Object.entries(
    scoresFor(readBy(trained, train), set.classes.length, temperature),
  )) {
    const threshold = unknownRule(all(validation, score), 0.95)?.threshold ?? Number.NEGATIVE_INFINITY;
    const below = (scores: readonly number[]) =>
      scores.filter((value) => value < threshold).length / scores.length;
    const known = all(set.test, score);
    for (const [other, pictures] of Object.entries(unknown)) {
      const scores = all(pictures, score);
      const rows = found.get(`${set.name} → ${other}`) ?? new Map<string, Found[]>();
      found.set(`${set.name} → ${other}`, rows);
      const before = rows.get(name) ?? [];
      rows.set(name, [...before, { auroc: auroc(known, scores), caught: below(scores), lost: below(known) }]);
    }
  }
}

function tellCalibration(name: string, test: ReturnType<typeof judge>, temperature: number): void {
  const error = (at: number) => expectedCalibrationError(reliabilityBins(answersOf(test, at), 15)) * 100;
  console.log(
    `${name}: ${correctCount(test)} of ${test.predictions.length} right, temperature ${temperature.toFixed(3)}, calibration error ${error(1).toFixed(1)} → ${error(temperature).toFixed(1)} %`,
  );
}

function tell(): void {
  const percent = (of: readonly Found[], value: (one: Found) => number) =>
    ((of.reduce((sum, one) => sum + value(one), 0) / of.length) * 100).toFixed(1).padStart(6);
  for (const [pair, rows] of found) {
    console.log(`\n${pair}`.padEnd(27), ' AUROC caught   lost, %');
    for (const [score, of] of rows)
      console.log(
        score.padEnd(26),
        percent(of, (one) => one.auroc),
        percent(of, (one) => one.caught),
        percent(of, (one) => one.lost),
      );
  }
}

await runStudy(
  USAGE,
  { train: null, test: null, backbone: 'mobilenet-v3', seeds: '3', out: '3' },
  async (options) => {
    const backbone = await openBackbone(options.backbone);
    const sets = [await featureSet(backbone, 'folders', options), ...(await sampleSets(backbone))];
    for (let seed = 1; seed <= Number(options.seeds); seed++)
      for (const set of sets) {
        const others = sets.filter((other) => other !== set);
        await compare(backbone, set, Object.fromEntries(others.map(({ name, test }) => [name, test])), seed);
        // Classes of the same kind are the hardest to tell.
        const order = shuffle([...set.classes.keys()], seededRandom(`left out ${seed}`));
        const out = Math.min(Number(options.out), set.classes.length - 2);
        const [left, kept] = [order.slice(0, out), order.slice(out)];
        await compare(
          backbone,
          {
            name: set.name,
            classes: kept.flatMap((i) => set.classes[i] ?? []),
            train: only(set.train, kept),
            test: only(set.test, kept),
          },
          { 'classes left out': only(set.test, left) },
          seed,
        );
      }
    tell();
  },
);
