import type { BrowserContext } from '@playwright/test';
import type { AnsweredRun } from '../../src/core/training/run.ts';
import { measureAnalyses } from './analyses.ts';
import { type AnalysesFigures, type BenchFigures, median } from './figures.ts';
import { Journey } from './journey.ts';
import { longestTask, traceMainThread, watchMainThread } from './main-thread.ts';
import { tabPeakMB } from './memory.ts';
import type { BenchOptions } from './options.ts';
import { storedRuns } from './stored-runs.ts';
import { watchTraffic } from './traffic.ts';

/** How often the machine is measured: one takes a second, and on a shared machine the next second is another. */
const MEASURES = 5;

/** What one session on the page left behind. */
export interface SessionFigures {
  readonly runs: readonly AnsweredRun[];
  /** Threads that the backend has worked with. */
  readonly threads: number;
  readonly forward: { readonly msPerImage: number; readonly batchSize: number };
  readonly efficiency: number;
  readonly tabMB: number | null;
  /** The longest task of the main thread in each step, milliseconds; 0: none of 50 and more. */
  readonly longestTask: BenchFigures['longestTaskOfStepMs'];
  /** The most that one of its tasks computed in each step, milliseconds; null where it was not traced. */
  readonly longestTaskCpu: BenchFigures['longestTaskOfStepMs'] | null;
  readonly analyses: AnalysesFigures | null;
  /** What the page's planner said before the first training; null where it was not asked. */
  readonly predictedMs: number | null;
  readonly transferredKB: BenchFigures['firstLoad']['transferredKB'];
}

/**
 * Opens the page, gives it the folder, trains once for each seed, opens the test set and has the machine measured.
 * @param address of the page
 * @param folder as `layOut` makes it
 * @param say tells what is being done
 */
export async function runSession(
  context: BrowserContext,
  address: string,
  folder: string,
  options: BenchOptions & { readonly backbone: string },
  say: (line: string) => void,
): Promise<SessionFigures> {
  const page = context.pages()[0] ?? (await context.newPage());
  const traffic = watchTraffic(page, options.backbone);
  await watchMainThread(page);
  const journey = new Journey(page);
  const tasks = { open: 0, import: 0, scroll: 0, train: 0, test: 0 };
  const computing = { ...tasks };
  const step = async (name: keyof typeof tasks, doIt: () => Promise<void>) => {
    const endTrace = options.tasks ? await traceMainThread(page) : null;
    await doIt();
    tasks[name] = Math.max(tasks[name], await longestTask(page));
    if (endTrace) computing[name] = Math.max(computing[name], await endTrace());
  };

  await step('open', () => journey.open(address, options));
  traffic.enter('engine');
  say('reading the photos');
  await step('import', () => journey.dropFolder(folder));
  await step('scroll', () => journey.scrollThumbnails());
  if (options.recipe !== null) await journey.openRecipe(options.recipe);
  await journey.chooseBackbone(options.backbone);
  const predictedMs = options.recipe === null ? null : await journey.plan();
  for (let seed = 1; seed <= options.seeds; seed++) {
    say(`training with seed ${seed}`);
    await step('train', () => journey.train(seed, seed));
    if (options.test !== null) await step('test', () => journey.openTest());
  }
  const analyses = options.analyses ? await measureAnalyses(page) : null;
  // Before anything else runs in this process.
  const tabMB = await tabPeakMB(context);
  const transferredKB = await traffic.transferredKB();

  say('measuring the machine');
  const measured: Awaited<ReturnType<Journey['measure']>>[] = [];
  while (measured.length < MEASURES) measured.push(await journey.measure());
  const of = (figure: 'msPerImage' | 'efficiency') => median(measured.map((one) => one[figure]));
  const threads = threadsOf(await journey.backend());
  let efficiency = of('efficiency');
  if (threads > 1) {
    await journey.open(address, { ...options, threads: 1 });
    ({ efficiency } = await journey.measure());
  }
  const runs = await storedRuns(page);
  if (runs.length !== options.seeds) throw new Error(`${runs.length} runs are stored, not ${options.seeds}`);

  return {
    runs,
    threads,
    forward: { msPerImage: of('msPerImage'), batchSize: measured[0]?.batchSize ?? 0 },
    efficiency,
    tabMB,
    longestTask: tasks,
    longestTaskCpu: options.tasks ? computing : null,
    analyses,
    predictedMs,
    transferredKB,
  };
}

/** 'WebAssembly, 2 threads' → 2. */
function threadsOf(backend: string): number {
  const [, threads = '1'] = /(\d+) threads$/.exec(backend) ?? [];
  return Number(threads);
}
