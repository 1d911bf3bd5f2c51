import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { BrowserContext } from '@playwright/test';
import { startServer } from '../serve/server.ts';
import { launch, machineOf } from './browser.ts';
import { Journey } from './journey.ts';
import { longestTask, watchMainThread } from './main-thread.ts';
import { tabPeakMB } from './memory.ts';
import { buildSite } from './site.ts';

/**
 * `npx tsx scripts/bench/import.ts --photos DIR_OR_ARCHIVE [--dist A --dist B]… [--rounds N]`: drops photos on the page
 * and tells how long their import takes, each build in turn, so that what the machine does besides meets all of them.
 */
const { values } = parseArgs({
  options: {
    photos: { type: 'string' },
    dist: { type: 'string', multiple: true },
    rounds: { type: 'string', default: '1' },
  },
});
if (values.photos === undefined)
  throw new Error('--photos DIR is missing: what is to be dropped on the page');
const photos = resolve(values.photos);
const builds = values.dist?.map((dist) => resolve(dist)) ?? [await buildSite()];
for (let round = 0; round < Number(values.rounds); round++)
  for (const dist of builds) {
    const { seconds, cpuSeconds, longestMs, peakMB, machine } = await importOnce(dist, photos);
    console.log(
      `${dist}: ${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} CPU s of ${Object.entries(machine)
        .map(([, value]) => value)
        .join(', ')}; longest task ${longestMs.toFixed(0)} ms, tab ${peakMB?.toFixed(0)} MB`,
    );
  }

async function importOnce(dist: string, folder: string) {
  const scratch = await mkdtemp(join(tmpdir(), 'headstart-import-'));
  const server = await startServer({ port: 0, folder: dist });
  const context = await launch(scratch);
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await watchMainThread(page);
    const journey = new Journey(page);
    await journey.open(server.url, { backend: 'wasm', threads: null });
    await longestTask(page);
    const before = await cpuSecondsOf(context);
    const begun = performance.now();
    await journey.dropFolder(folder);
    const seconds = (performance.now() - begun) / 1000;
    return {
      seconds,
      cpuSeconds: (await cpuSecondsOf(context)) - before,
      longestMs: await longestTask(page),
      peakMB: await tabPeakMB(context),
      machine: machineOf(context.browser()),
    };
  } finally {
    await context.close();
    await server.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

/** What all processes of the browser have computed so far. */
async function cpuSecondsOf(context: BrowserContext): Promise<number> {
  const session = await context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error('the browser tells nothing of its processes');
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const times = processInfo.map(async ({ id }) => {
    // Fields 14 and 15 after the name, which may hold blanks: user and system time in hundredths (proc(5)).
    const fields = (await readFile(`/proc/${id}/stat`, 'utf8')).replace(/^.*\) /s, '').split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  });
  return (await Promise.all(times)).reduce((sum, time) => sum + time, 0);
}
