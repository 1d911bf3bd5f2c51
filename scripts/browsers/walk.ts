import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type SamplePhoto, SampleSet } from '../../e2e/fixtures/samples.ts';
import { startServer } from '../serve/server.ts';
import type { Browser } from './browser.ts';
import { button, Page, plain, region, type Target } from './page.ts';

/** The one whose photos say the most. */
const SAMPLE = 'earth';
const CLASS = 'sea';
/** For what computes, on a machine that has other work too. */
const LONG = 120;

const use = region('Use');
const exporting = region('Export', use);
const bars: Target = { role: 'list', name: 'Most probable classes', inside: use };
const counts: Target = { role: 'list', name: 'Photos in each split', inside: region('Data') };
const footer: Target = { role: 'contentinfo', name: null };

/** What a browser has, asked in the page: a step that needs what it lacks is left out, and the page says so itself. */
interface Abilities {
  /** Files of the page's own (OPFS): what a person made is there after a reload. */
  readonly files: boolean;
  readonly serviceWorkers: boolean;
}
const ABILITIES = `(async () => ({
  files: await Promise.resolve(navigator.storage?.getDirectory()).then(Boolean, () => false),
  serviceWorkers: await Promise.resolve(navigator.serviceWorker?.getRegistrations()).then(Boolean, () => false),
}))()`;

interface WalkOptions {
  /** Told each step when it begins. */
  readonly say: (step: string) => void;
  /** Of the site; any free one unless told. */
  readonly port?: number;
}

/**
 * Walks the main path in a real browser on the production build: a sample set, training, an answer, an export, a reload,
 * and all of it without the network.
 * @returns what was left out, with why
 * @throws where a step does not come to its end, or the browser or the page has told of an error
 */
export async function walk(browser: Browser, { say, port = 0 }: WalkOptions): Promise<readonly string[]> {
  const page = new Page(browser);
  const site = await startServer({ port });
  const leftOut: string[] = [];
  try {
    const sample = await readSample();
    const address = `${site.url}?backend=wasm`;

    say('opens');
    await browser.open(address);
    await page.says(region('Data'), /Drop a folder of photos/);
    const abilities = (await browser.ask(ABILITIES)) as Abilities;

    say('learns the sample');
    await learn(page, sample, say);
    say('answers for a new photo');
    const said = await recognise(page, sample);
    say('exports');
    const exported = await exportPage(page);

    if (abilities.serviceWorkers) {
      say('gets ready to work offline');
      await page.says(footer, /Works offline with 1 of/, LONG);
    }
    say('is loaded again');
    await browser.reload();
    if (abilities.files) {
      await page.says(counts, countsOf(sample));
      await recognise(page, sample, said);
    } else {
      await page.says(
        { role: 'status', name: 'Nothing is kept' },
        /^This browser keeps nothing for this page: .* has no files for pages/,
      );
      leftOut.push(
        'what was made is there after a reload: this browser gives a page no files of its own (OPFS)',
      );
      // The page may have got the sample before it was in the service worker's hands, which keeps what it is asked for.
      await learn(page, sample, say);
    }

    if (abilities.serviceWorkers) {
      say('is loaded again without the network');
      await site.close();
      await browser.reload();
      if (abilities.files) await page.says(counts, countsOf(sample));
      else await learn(page, sample, say);
      // The same photos learned anew give the same run.
      await recognise(page, sample, said);
    } else {
      await page.says(footer, /Needs the network/);
      leftOut.push('opening offline: this browser has no service workers');
    }
    await checkQuiet(page);

    say('opens what was exported, from the disk');
    await browser.open(pathToFileURL(exported).href);
    await page.says({ role: 'status', name: null }, /Self-check passed/, LONG);
    return leftOut;
  } finally {
    await site.close().catch(() => undefined);
  }
}

interface Sample {
  /** As the page names its button. */
  readonly label: string;
  readonly photos: SampleSet;
}

async function readSample(): Promise<Sample> {
  const card = join(import.meta.dirname, '../../public/samples', SAMPLE, 'card.json');
  const { name, summary } = JSON.parse(await readFile(card, 'utf8')) as { name: string; summary: string };
  return { label: `${name} ${summary}`, photos: await SampleSet.read(SAMPLE) };
}

/** '75 train 20 validation 24 test', where only what was held out by the set itself is known beforehand. */
const countsOf = ({ photos }: Sample): RegExp => new RegExp(`\\b${photos.count('test')} test`);

async function learn(page: Page, sample: Sample, say: WalkOptions['say']): Promise<void> {
  await page.press(button(sample.label));
  await page.until('all photos of the sample are there', LONG, async () => {
    const numbers = ((await page.textOf(counts)) ?? '').match(/\d+/g)?.map(Number) ?? [];
    const total = numbers.reduce((sum, number) => sum + number, 0);
    return total === sample.photos.photos.length ? total : null;
  });
  await page.press(button('Train', region('Train')));
  let begunAgain = false;
  await page.until('the training is at its end', 2 * LONG, async () => {
    if (/\d+ of \d+ right/.test((await page.textOf(region('Evaluate'))) ?? '')) return true;
    // What stands still for a minute is begun again by the person, as the page offers; what does so twice is a failure.
    const offered = !begunAgain && (await page.textOf(footer))?.includes('Begin again') === true;
    if (offered) {
      begunAgain = true;
      say('stood still for a minute, and begins again');
      await page.press(button('Begin again', footer));
    }
    return null;
  });
}

/**
 * Shows the page a photo that it has not learned from, and waits for its class.
 * @param expected the whole answer where it is known, per cents and all
 */
async function recognise(page: Page, { photos }: Sample, expected?: string): Promise<string> {
  const [photo] = photos.take(CLASS, 1, { split: 'test' });
  if (!photo) throw new Error(`the sample has no test photo of ${CLASS}`);
  const path = await save(page.browser, photo);
  await page.until('a photo can be chosen', LONG, async () => {
    if ((await page.textOf(use))?.includes('Choose a photo') !== true) return null;
    await page.browser.choose('Picture to recognise', path);
    return true;
  });
  const { input } = await page.says(bars, new RegExp(`^${CLASS} `), LONG);
  if (expected !== undefined && input !== expected)
    throw new Error(`the same photo is now “${input}”, before it was “${expected}”`);
  return input;
}

async function save(browser: Browser, { className, name, bytes }: SamplePhoto): Promise<string> {
  const path = join(browser.downloads, `${className}-${name}`);
  await writeFile(path, bytes);
  return path;
}

/** @returns the path of the page that was saved */
async function exportPage(page: Page): Promise<string> {
  await page.press(button('Export', use));
  await page.press(button('Export as One page', exporting));
  await page.says(region('Proof of the export', exporting), /Self-check passed/, LONG);
  const { downloads } = page.browser;
  return page.until('the exported page is on the disk', LONG, async () => {
    const name = (await readdir(downloads)).find((one) => one.endsWith('page.html'));
    if (name === undefined) return null;
    // It's whole when it has its end.
    const path = join(downloads, name);
    const { size } = await stat(path);
    return size > 0 && (await readFile(path, 'utf8')).trimEnd().endsWith('</html>') ? path : null;
  });
}

/** What the browser has said of errors, and the page in its notices, is a failure though the walk came to its end. */
async function checkQuiet({ browser }: Page): Promise<void> {
  const notices = await browser.find('region', 'Notices', null);
  const told = await Promise.all(notices.map(async (one) => plain(await browser.text(one))));
  const problems = [...browser.problems, ...told.filter((text) => text !== '')];
  if (problems.length > 0) throw new Error(`Errors were told:\n  ${problems.join('\n  ')}`);
}
