import type { BenchFigures, SplitFigures } from './figures.ts';

/** A number with three digits that matter. */
export const short = (value: number): string =>
  Number(value.toPrecision(value >= 1000 ? 4 : 3)).toLocaleString('en', { maximumSignificantDigits: 4 });

/** '96.3 % (231, 230 of 240)', or a dash. */
export function splitWords(split: SplitFigures | null): string {
  return split === null
    ? '–'
    : `${(100 * split.mean).toFixed(1)} % (${split.correct.join(', ')} of ${split.total})`;
}

/** The figures as lines for a person. */
export function tableOf(figures: BenchFigures): string {
  const { extract, forward, head, peak, firstLoad, machine, peer } = figures;
  const load = firstLoad.transferredKB;
  const task = figures.longestMainThreadTaskMs;
  const rows: [string, string][] = [
    ['machine', `${machine.cpu}, ${machine.cores} cores, ${machine.browser}`],
    ['backbone', `${figures.backbone} on ${figures.backend}, threads: ${figures.threads}`],
    [
      'files to features',
      `${short(extract.msPerImage)} ms, ${short(extract.imagesPerSecond)} a second, ${figures.images} photos`,
    ],
    ['bare forward', `${short(forward.msPerImage)} ms a photo, batch ${forward.batchSize}`],
    ['files / forward', `${(extract.msPerImage / forward.msPerImage).toFixed(2)}×`],
    ['efficiency', `${figures.efficiency.toFixed(2)} of a 1024³ product, one thread`],
    ['head', `${short(head.ms)} ms, ${head.epochs} epochs`],
    ...fineTuneRows(figures),
    ['validation', splitWords(figures.validation)],
    ['test', splitWords(figures.test)],
    ['tab at most', peak.tabMB === null ? '–' : `${short(peak.tabMB)} MB`],
    [
      'first load',
      `shell ${short(load.shell)} kB, engine ${short(load.engine)} kB, model ${short(load.model)} kB; pictures ${short(load.pictures)} kB`,
    ],
    [
      'longest task',
      `${typeof task === 'number' ? short(task) : task} ms on the main thread${slowSteps(figures)}`,
    ],
    ...(figures.longestMainThreadTaskCpuMs === undefined
      ? []
      : [
          ['', `${short(figures.longestMainThreadTaskCpuMs)} ms computing at most`] satisfies [
            string,
            string,
          ],
        ]),
  ];
  if (head.fit) {
    const { ms, layersMs, ratio, accuracy, layersAccuracy } = head.fit;
    rows.push(
      ['head alone', `${short(ms)} ms against model.fit's ${short(layersMs)} ms: ${ratio.toFixed(1)}×`],
      ['', `accuracy ${(100 * accuracy).toFixed(1)} % against ${(100 * layersAccuracy).toFixed(1)} %`],
    );
  }
  if (figures.lastBlock) {
    const { epochMs, wholeMs, ratio, loss, wholeLoss, images } = figures.lastBlock;
    const curve = (values: readonly number[]) => values.map((value) => value.toFixed(4)).join(', ');
    rows.push(
      [
        'last block',
        `${short(epochMs)} ms an epoch of ${images}, ${short(wholeMs)} without the boundary cache: ${ratio.toFixed(1)}×`,
      ],
      ['', `loss ${curve(loss)}; without ${curve(wholeLoss)}`],
    );
  }
  if (peer) {
    rows.push(['peer', `${peer.name} on ${peer.backend} (tfjs ${peer.tfjs}), ${peer.images} photos`]);
    rows.push(['', `${short(peer.extract.msPerImage)} ms a photo: ${peer.ratio.toFixed(1)}× slower`]);
  }
  if (figures.analyses) {
    const {
      activationMs,
      fiveFoldMs,
      mapFirstMs,
      mapMs,
      photosOnMap,
      mapFrameMs,
      framesASecond,
      longestTaskMs,
    } = figures.analyses;
    rows.push(
      ['class activation', `${short(activationMs)} ms a photo, the prediction included`],
      ['five folds', `${short(fiveFoldMs / 1000)} s`],
      [
        'map',
        `${short(mapMs / 1000)} s for ${photosOnMap} photos, the first layout ${short(mapFirstMs / 1000)}`,
      ],
      ['dragging it', `a frame each ${short(mapFrameMs.median)} ms, 95 % within ${short(mapFrameMs.p95)}`],
      ['camera', `${short(framesASecond)} frames a second`],
      ['', `longest task meanwhile ${longestTaskMs === 0 ? '<50' : short(longestTaskMs)} ms`],
    );
  }
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n');
}

/** Of each stage of fine-tuning its epochs, and what one took. */
export function stageTimes({
  epochs,
}: Pick<BenchFigures, 'epochs'>): readonly { readonly epochs: number; readonly seconds: number }[] {
  const stages = Math.max(0, ...epochs.map(({ phase }) => phase));
  return Array.from({ length: stages }, (_, i) => {
    const of = epochs.filter(({ phase }) => phase === i + 1);
    const sum = of.reduce((total, { milliseconds }) => total + milliseconds, 0);
    return { epochs: of.length, seconds: sum / 1000 / Math.max(1, of.length) };
  });
}

function fineTuneRows(figures: BenchFigures): [string, string][] {
  const { finetune, boundary, plan } = figures;
  if (!finetune || !boundary || !plan) return [];
  const { steps, msPerStep } = finetune;
  const stages = stageTimes(figures).map(
    ({ epochs, seconds }, i) => `stage ${i + 1}: ${epochs} × ${short(seconds)} s`,
  );
  return [
    ['fine-tuning', `${short(msPerStep)} ms a step, ${steps} steps; ${stages.join(', ')}`],
    ['boundary', `${short(boundary.ms / 1000)} s to fill, ${Math.round(100 * boundary.hit)} % cached before`],
    [
      'plan',
      `${short(plan.predictedMs / 1000)} s foretold, ${short(plan.actualMs / 1000)} s taken: ${(plan.predictedMs / plan.actualMs).toFixed(2)}×`,
    ],
  ];
}

/** In which steps there were long tasks: ' (open 183, test 101)'. */
function slowSteps({ longestTaskOfStepMs }: BenchFigures): string {
  const slow = Object.entries(longestTaskOfStepMs).filter(([, longest]) => longest > 0);
  return slow.length === 0
    ? ''
    : ` (${slow.map(([step, longest]) => `${step} ${short(longest)}`).join(', ')})`;
}
