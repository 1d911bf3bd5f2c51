import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildSite } from '../bench/site.ts';
import { ROOT, runCommand } from '../setup/command.ts';
import { takeScreenshots } from './take.ts';

/**
 * `npm run screenshots` makes docs/screenshot.png, the README's picture of the page. With `-- --all` it also puts
 * pictures of every stage, wide and narrow, light and dark, into .cache/screenshots, for whoever changes the interface.
 */
const { values } = parseArgs({ options: { all: { type: 'boolean', default: false } } });
for (const words of [
  ['tsx', 'scripts/models/index.ts', 'mobilenet-v3'],
  ['tsx', 'scripts/samples/index.ts'],
]) {
  if ((await runCommand(words)) !== 0) throw new Error(`${words.join(' ')} failed: see above.`);
}
const picture = join(ROOT, 'docs/screenshot.png');
const gallery = values.all ? join(ROOT, '.cache/screenshots') : null;
await takeScreenshots(await buildSite(), picture, gallery);
console.log(`written: ${picture}${gallery === null ? '' : ` and ${gallery}`}`);
