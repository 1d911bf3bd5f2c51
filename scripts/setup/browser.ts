import { pathToFileURL } from 'node:url';
import { installFromDebian, type Machine, onPath, thisMachine } from './machine.ts';

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
/** As Debian's package is called, and its command. */
const SHELL = 'chromium-headless-shell';
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const ADVICE = 'Install Chromium or Chrome, or put its path into CHROMIUM_PATH.';

/**
 * The path of a Chromium: the one that CHROMIUM_PATH names, Playwright's own, or the system's. Where there is none,
 * Playwright's is installed; where that fails, Debian's package.
 * @param kind 'shell': the same engine without a browser around it, where the system has it or Debian's is installed:
 *   a new window of a whole browser costs a second of computing for pages of its own
 * @throws with one line that says what to do, where no Chromium can be had or CHROMIUM_PATH names nothing
 */
export async function findChromium(
  kind: 'browser' | 'shell',
  machine: Machine = thisMachine(),
): Promise<string> {
  const named = machine.environment.CHROMIUM_PATH;
  if (named !== undefined && named !== '') {
    if (!machine.exists(named))
      throw new Error(`CHROMIUM_PATH is ${named}, but there is no such file. ${ADVICE}`);
    return named;
  }
  const present = firstPresent(machine, kind);
  if (present !== undefined) return present;

  machine.say("no Chromium on this machine: installing Playwright's");
  machine.run('npx', 'playwright', 'install', 'chromium');
  const fromPlaywright = firstPresent(machine, kind);
  if (fromPlaywright !== undefined) return fromPlaywright;

  machine.say("that failed: installing Debian's package");
  installFromDebian(machine, [kind === 'shell' ? SHELL : 'chromium']);
  const fromDebian = firstPresent(machine, kind);
  if (fromDebian !== undefined) return fromDebian;
  throw new Error(`No Chromium was found and none could be installed. ${ADVICE}`);
}

function firstPresent(machine: Machine, kind: 'browser' | 'shell'): string | undefined {
  const shell = kind === 'shell' ? onPath(machine, [SHELL]) : [];
  const places = [...shell, machine.playwrightPath, ...onPath(machine, SYSTEM_NAMES), ...APPLICATIONS];
  return places.find((path) => machine.exists(path));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    console.log(await findChromium('shell'));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
