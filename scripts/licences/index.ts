import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { collectLicences } from './collect.ts';

/** `npm run licences`: writes public/licences.json, which About shows. With `--check` it only says whether that is up to date. */
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const root = resolve(import.meta.dirname, '../..');
const path = resolve(root, 'public/licences.json');

const entries = await collectLicences(root);
const content = `${JSON.stringify(entries, null, 2)}\n`;
if (!values.check) {
  await writeFile(path, content);
  console.log(`${entries.length} licences written`);
} else if (existsSync(path) && (await readFile(path, 'utf8')) === content) {
  console.log(`${entries.length} licences, up to date`);
} else {
  console.error('public/licences.json is out of date: run `npm run licences`');
  process.exitCode = 1;
}
