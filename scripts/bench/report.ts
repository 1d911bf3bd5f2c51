import { readFile } from 'node:fs/promises';
import type { BenchFigures } from './figures.ts';
import { short, splitWords, stageTimes } from './table.ts';

/**
 * `npx tsx scripts/bench/report.ts FILE…`: the figures of some `--json` files as the tables of docs/BENCHMARKS.md, a
 * row a file.
 */
interface Table {
  readonly title: string;
  /** Leaves out the runs that have nothing to say here. */
  readonly only?: (figures: BenchFigures) => boolean;
  readonly columns: Readonly<Record<string, (figures: BenchFigures) => string>>;
}

const run = ({ backbone, recipe, backend, threads }: BenchFigures): string =>
  `${backbone}${recipe === null ? '' : `, ${recipe}`}, ${backend}${threads > 1 ? `, ${threads} threads` : ''}`;

const TABLES: readonly Table[] = [
  {
    title: 'Speed',
    columns: {
      run,
      photos: ({ images }) => short(images),
      'files to features, ms a photo': ({ extract }) => short(extract.msPerImage),
      'photos a second': ({ extract }) => short(extract.imagesPerSecond),
      'bare forward, ms a photo': ({ forward }) => short(forward.msPerImage),
      'files / forward': ({ extract, forward }) => (extract.msPerImage / forward.msPerImage).toFixed(2),
      'efficiency, one thread': ({ efficiency }) => efficiency.toFixed(2),
    },
  },
  {
    title: 'Accuracy',
    columns: {
      run,
      seeds: ({ validation, test }) => String((test ?? validation)?.accuracy.length ?? 0),
      validation: ({ validation }) => splitWords(validation),
      test: ({ test }) => splitWords(test),
    },
  },
  {
    title: 'Head',
    only: ({ finetune }) => finetune === undefined,
    columns: {
      run,
      'in the page, ms': ({ head }) => short(head.ms),
      epochs: ({ head }) => String(head.epochs),
      'alone, ms': ({ head }) => (head.fit ? short(head.fit.ms) : '–'),
      'model.fit, ms': ({ head }) => (head.fit ? short(head.fit.layersMs) : '–'),
      ratio: ({ head }) => (head.fit ? head.fit.ratio.toFixed(1) : '–'),
      'accuracy, model.fit’s': ({ head }) =>
        head.fit
          ? `${(100 * head.fit.accuracy).toFixed(1)} %, ${(100 * head.fit.layersAccuracy).toFixed(1)} %`
          : '–',
    },
  },
  {
    title: 'Fine-tuning',
    only: ({ finetune }) => finetune !== undefined,
    columns: {
      run,
      'ms a step': ({ finetune }) => (finetune ? short(finetune.msPerStep) : '–'),
      'stages: epochs × seconds': (figures) =>
        stageTimes(figures)
          .map(({ epochs, seconds }) => `${epochs} × ${short(seconds)}`)
          .join(', '),
      'boundary caches filled in, s': ({ boundary }) => (boundary ? short(boundary.ms / 1000) : '–'),
      'foretold, s': ({ plan }) => (plan ? short(plan.predictedMs / 1000) : '–'),
      'taken, s': ({ plan }) => (plan ? short(plan.actualMs / 1000) : '–'),
    },
  },
  {
    title: 'Boundary cache',
    only: ({ lastBlock }) => lastBlock !== undefined,
    columns: {
      run,
      photos: ({ lastBlock }) => short(lastBlock?.images ?? 0),
      'an epoch with it, ms': ({ lastBlock }) => short(lastBlock?.epochMs ?? 0),
      'without, ms': ({ lastBlock }) => short(lastBlock?.wholeMs ?? 0),
      ratio: ({ lastBlock }) => (lastBlock?.ratio ?? 0).toFixed(1),
      'loss with and without': ({ lastBlock }) =>
        [lastBlock?.loss ?? [], lastBlock?.wholeLoss ?? []]
          .map((losses) => losses.map((loss) => loss.toFixed(4)).join(', '))
          .join('; '),
    },
  },
  {
    title: 'Page',
    columns: {
      run,
      photos: ({ images }) => short(images),
      'tab at most, MB': ({ peak }) => (peak.tabMB === null ? '–' : short(peak.tabMB)),
      'shell, kB': ({ firstLoad }) => short(firstLoad.transferredKB.shell),
      'engine, kB': ({ firstLoad }) => short(firstLoad.transferredKB.engine),
      'model, kB': ({ firstLoad }) => short(firstLoad.transferredKB.model),
      'longest main-thread task, ms': ({ longestMainThreadTaskMs: longest }) =>
        typeof longest === 'number' ? short(longest) : longest,
      'computing of it, ms': ({ longestMainThreadTaskCpuMs: cpu }) => (cpu === undefined ? '–' : short(cpu)),
    },
  },
  {
    title: 'Evaluate',
    only: ({ analyses }) => analyses !== undefined,
    columns: {
      run,
      'class activation, ms': ({ analyses }) => short(analyses?.activationMs ?? 0),
      'five folds, s': ({ analyses }) => short((analyses?.fiveFoldMs ?? 0) / 1000),
      'photos on the map': ({ analyses }) => short(analyses?.photosOnMap ?? 0),
      'camera, frames a second': ({ analyses }) => short(analyses?.framesASecond ?? 0),
      'first layout, s': ({ analyses }) => short((analyses?.mapFirstMs ?? 0) / 1000),
      'last layout, s': ({ analyses }) => short((analyses?.mapMs ?? 0) / 1000),
      'a frame while dragging it, ms (95 %)': ({ analyses }) =>
        `${short(analyses?.mapFrameMs.median ?? 0)} (${short(analyses?.mapFrameMs.p95 ?? 0)})`,
      'longest main-thread task, ms': ({ analyses }) => short(analyses?.longestTaskMs ?? 0),
    },
  },
  {
    title: 'Teachable Machine',
    only: ({ peer }) => peer !== undefined,
    columns: {
      run,
      library: ({ peer }) => (peer ? `${peer.name}, ${peer.backend}, tfjs ${peer.tfjs}` : '–'),
      'ms a photo': ({ peer }) => (peer ? short(peer.extract.msPerImage) : '–'),
      'times as long': ({ peer }) => (peer ? peer.ratio.toFixed(1) : '–'),
    },
  },
];

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const files = await Promise.all(
  process.argv.slice(2).map(async (path): Promise<BenchFigures> => JSON.parse(await readFile(path, 'utf8'))),
);
for (const { machine, date, command } of files) {
  console.log(
    `Measured on ${machine.cpu}, ${machine.cores} cores, ${machine.browser}, ${date}: \`${command}\`\n`,
  );
}
for (const { title, columns, only = () => true } of TABLES) {
  const rows = files.filter(only).map((figures) => line(Object.values(columns).map((cell) => cell(figures))));
  if (rows.length === 0) continue;
  const names = Object.keys(columns);
  console.log([`### ${title}\n`, line(names), line(names.map(() => '---')), ...rows, ''].join('\n'));
}
