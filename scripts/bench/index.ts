import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../serve/server.ts';
import { launch, machineOf } from './browser.ts';
import { type BenchFigures, median } from './figures.ts';
import { measureFit } from './fit.ts';
import { startLab } from './lab.ts';
import { type BenchOptions, readOptions } from './options.ts';
import { measurePeer } from './peer.ts';
import { layOut } from './photos.ts';
import { runSession } from './session.ts';
import { buildSite } from './site.ts';
import { splitFigures } from './stored-runs.ts';
import { tableOf } from './table.ts';

const say = (line: string) => console.error(`${new Date().toISOString().slice(11, 19)} ${line}`);

/** `npm run bench -- --train DIR …`: measures the production build in Chromium, used as a person would use it. */
async function measure(options: BenchOptions, command: string, scratch: string): Promise<BenchFigures> {
  const dist = options.dist ?? (await buildSite());
  const folder = join(scratch, 'photos');
  say(`${await layOut(folder, options)} photos`);
  const [server, context] = [
    await startServer({ port: 0, folder: dist }),
    await launch(join(scratch, 'profile')),
  ];
  try {
    const session = await runSession(context, server.url, folder, options, say);
    const [first] = session.runs;
    if (first === undefined) throw new Error('nothing was trained');
    const { extraction, extracted } = first.timing;
    const extract = { imagesPerSecond: (1000 * extracted) / extraction, msPerImage: extraction / extracted };
    const lab = options.head || options.peer ? await startLab(context, dist, scratch, options) : null;
    const fit = options.head && lab ? await measureFit(lab, session.threads, say) : undefined;
    const peer = options.peer && lab ? await measurePeer(lab, extract, say) : undefined;
    await lab?.close();
    return {
      backbone: options.backbone,
      backend: first.backend,
      threads: session.threads,
      images: extracted,
      extract,
      forward: { msPerImage: session.forward.msPerImage, batchSize: session.forward.batchSize },
      head: {
        ms: median(session.runs.map(({ timing }) => timing.head)),
        epochs: first.history.length,
        ...(fit && { fit }),
      },
      validation: splitFigures(session.runs.map(({ validation }) => validation)),
      test: splitFigures(session.runs.map(({ test }) => test)),
      peak: { tabMB: session.tabMB },
      firstLoad: { transferredKB: session.transferredKB },
      longestMainThreadTaskMs: session.longestTask,
      efficiency: session.efficiency,
      ...(peer && { peer }),
      machine: machineOf(context),
      date: new Date().toISOString(),
      command,
    };
  } finally {
    await context.close();
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
