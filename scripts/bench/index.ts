import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseRecipe } from '../../src/core/training/parse-recipe.ts';
import { startServer } from '../serve/server.ts';
import { measureBoundary } from './boundary.ts';
import { launch, machineOf } from './browser.ts';
import { type BenchFigures, median, tuningFigures } from './figures.ts';
import { measureFit } from './fit.ts';
import { type Lab, startLab } from './lab.ts';
import { type BenchOptions, readOptions } from './options.ts';
import { measurePeer, peerScripts } from './peer.ts';
import { layOut } from './photos.ts';
import { say } from './say.ts';
import { runSession } from './session.ts';
import { buildSite } from './site.ts';
import { splitFigures } from './stored-runs.ts';
import { tableOf } from './table.ts';

/** `npm run bench -- --train DIR …`: measures the production build in Chromium, used as a person would use it. */
async function measure(options: BenchOptions, command: string, scratch: string): Promise<BenchFigures> {
  const folder = join(scratch, 'photos');
  const files = await layOut(folder, options);
  say(`${files} photos`);
  const dist = options.dist ?? (await buildSite());
  const server = await startServer({ port: 0, folder: dist });
  const context = await launch(join(scratch, 'profile'));
  let lab: Lab | undefined;
  try {
    const recipe = parseRecipe(
      options.recipe === null ? '{}' : await readFile(options.recipe, 'utf8'),
      options.recipe ?? 'the default recipe',
    );
    const backbone = options.backbone ?? recipe.backbone;
    const session = await runSession(context, server.url, folder, { ...options, backbone }, say);
    const [first] = session.runs;
    if (first === undefined) throw new Error('nothing was trained');
    const { train, validation, test } = first.counts;
    const taken = train + validation + test;
    if (taken < files) say(`the page took ${taken} of them: some are the same, or can't be read`);
    const { extraction, extracted } = first.timing;
    const extract = { imagesPerSecond: (1000 * extracted) / extraction, msPerImage: extraction / extracted };
    if (options.head || options.boundary || options.peer) {
      const scripts = options.peer ? await peerScripts() : new Map<string, Buffer>();
      lab = await startLab(context, dist, scratch, { ...options, backbone }, scripts);
    }
    const fit = options.head && lab ? await measureFit(lab, session.threads, say) : undefined;
    const lastBlock = options.boundary && lab ? await measureBoundary(lab, session.threads, say) : undefined;
    const peer = options.peer && lab ? await measurePeer(lab, extract, say) : undefined;
    return {
      backbone,
      recipe: options.recipe === null ? null : basename(options.recipe, '.json'),
      backend: first.backend,
      threads: session.threads,
      images: extracted,
      extract,
      forward: { msPerImage: session.forward.msPerImage, batchSize: session.forward.batchSize },
      epochs: first.history,
      ...tuningFigures(first, session.predictedMs),
      head: {
        ms: median(session.runs.map(({ timing }) => timing.head)),
        epochs: first.history.filter(({ phase }) => phase === 0).length,
        ...(fit && { fit }),
      },
      validation: splitFigures(session.runs.map(({ answers }) => answers.validation)),
      test: splitFigures(session.runs.map(({ answers }) => answers.test)),
      peak: { tabMB: session.tabMB },
      firstLoad: { transferredKB: session.transferredKB },
      longestMainThreadTaskMs: Math.max(...Object.values(session.longestTask)) || '<50',
      longestTaskOfStepMs: session.longestTask,
      ...(session.longestTaskCpu && {
        longestMainThreadTaskCpuMs: Math.max(...Object.values(session.longestTaskCpu)),
        longestTaskCpuOfStepMs: session.longestTaskCpu,
      }),
      efficiency: session.efficiency,
      ...(lastBlock && { lastBlock }),
      ...(peer && { peer }),
      ...(session.analyses && { analyses: session.analyses }),
      machine: machineOf(context.browser()),
      date: new Date().toISOString(),
      command,
    };
  } finally {
    await context.close();
    await lab?.close();
    await server.close();
  }
}

const scratch = await mkdtemp(join(tmpdir(), 'headstart-bench-'));
try {
  const words = process.argv.slice(2);
  const options = readOptions(words);
  const figures = await measure(options, `npm run bench -- ${words.join(' ')}`, scratch);
  console.log(tableOf(figures));
  if (options.json !== null) await writeFile(options.json, `${JSON.stringify(figures, null, 2)}\n`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await rm(scratch, { recursive: true, force: true });
}
