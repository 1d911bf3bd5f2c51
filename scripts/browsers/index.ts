import { parseArgs } from 'node:util';
import type { Browser } from './browser.ts';
import { advice, findBrowsers } from './find.ts';
import { startFirefox } from './firefox.ts';
import { walk } from './walk.ts';
import { startWebKit } from './webkit.ts';

/**
 * `npm run browsers [-- firefox] [webkit] [--port N] [--limit S]`: walks the main path in the Firefox and the WebKitGTK of this
 * machine, on the production build. The exit code is 1 where a walk fails, or where a browser is missing on Linux.
 */
/** A browser that hangs must not hang the tests: on two quiet cores a walk takes well under a minute. */
const LIMIT_S = '300';

// What was started ends with this process, and so it has to end by itself.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { port: { type: 'string', default: '0' }, limit: { type: 'string', default: LIMIT_S } },
});
const port = Number(values.port);
const limit = Number(values.limit);
const programs = findBrowsers();
const { firefox, webkit } = programs;
const browsers: Readonly<Record<string, (() => Promise<Browser>) | null>> = {
  firefox: firefox === null ? null : () => startFirefox(firefox),
  webkit: webkit === null ? null : () => startWebKit(webkit),
};

for (const name of positionals.length > 0 ? positionals : Object.keys(browsers)) {
  const start = browsers[name];
  if (start === undefined) throw new Error(`${name} is none of ${Object.keys(browsers).join(', ')}`);
  if (start === null) {
    console.error(`${name}: not on this machine. ${advice}`);
    // Other systems have no WebKitGTK to install.
    if (process.platform === 'linux') process.exitCode = 1;
    continue;
  }
  if (!(await passes(name, start))) process.exitCode = 1;
}

async function passes(name: string, start: () => Promise<Browser>): Promise<boolean> {
  const began = performance.now();
  const seconds = () => ((performance.now() - began) / 1000).toFixed(1).padStart(6);
  let step = 'starts';
  const say = (next: string) => {
    step = next;
    console.log(`${seconds()} s  ${name} ${step}`);
  };
  // What was started ends with this process.
  const watchdog = setTimeout(() => {
    console.error(`${name}: not at the end after ${limit} s. It was at: ${step}`);
    process.exit(1);
  }, 1000 * limit);
  let browser: Browser | null = null;
  try {
    say(step);
    browser = await start();
    const leftOut = await walk(browser, { say, port });
    for (const what of leftOut) console.log(`          ${name}: left out: ${what}`);
    console.log(
      `${seconds()} s  ${browser.name}: the whole path${leftOut.length > 0 ? ' but for that' : ''}`,
    );
    return true;
  } catch (error) {
    console.error(`${name}, where it ${step}: ${error instanceof Error ? error.message : error}`);
    return false;
  } finally {
    clearTimeout(watchdog);
    await browser?.close();
  }
}
