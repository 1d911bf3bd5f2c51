import { writeFile } from 'node:fs/promises';
import { launchBrowser, machineOf } from '../bench/browser.ts';
import { say } from '../bench/say.ts';
import { buildSite } from '../bench/site.ts';
import { startServer } from '../serve/server.ts';
import { meansOf, type PanelFailure, type PanelFigures, type PanelResult } from './figures.ts';
import { measureSet } from './measure-set.ts';
import { type PanelOptions, readOptions } from './options.ts';
import { setsOf } from './sets.ts';
import { tableOf } from './table.ts';
import { nameOf, variantsOf } from './variants.ts';

/**
 * `npm run panel -- --dir DIR [--backbone ID]… [--recipe FILE|default]… [--seeds N] [--threads N] [--dist DIR]
 * [--json FILE]`: every folder of DIR that has train/ and test/ goes through the production build in Chromium, used as a
 * person would use it. Exit code 1 where one fails.
 */
async function measure(options: PanelOptions, command: string): Promise<PanelFigures> {
  const [sets, variants] = await Promise.all([setsOf(options.dir), variantsOf(options)]);
  say(`data sets: ${sets.map(({ name }) => name).join(', ')}`);
  for (const variant of variants)
    if (variant.seeds === null && options.seeds > 1)
      say(`${nameOf(variant)} has no seed: the same answer each time, so it is trained once`);
  const server = await startServer({ port: 0, folder: options.dist ?? (await buildSite()) });
  const browser = await launchBrowser();
  const results: PanelResult[] = [];
  const failures: PanelFailure[] = [];
  try {
    const place = { browser, address: server.url, threads: options.threads };
    for (const set of sets) {
      const found = await measureSet(place, set, variants, say);
      results.push(...found.results);
      failures.push(...found.failures);
    }
    const machine = machineOf(browser);
    return { results, means: meansOf(results), failures, machine, date: new Date().toISOString(), command };
  } finally {
    await browser.close();
    await server.close();
  }
}

try {
  const words = process.argv.slice(2);
  const options = readOptions(words);
  const figures = await measure(options, `npm run panel -- ${words.join(' ')}`);
  console.log(tableOf(figures));
  if (options.json !== null) await writeFile(options.json, `${JSON.stringify(figures, null, 2)}\n`);
  if (figures.failures.length > 0) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
