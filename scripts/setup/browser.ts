import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';

/** What the search asks of the machine; a test puts another machine in its place. */
export interface Machine {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where Playwright's own Chromium is or would be. */
  readonly playwrightPath: string;
  /** Whether this process may do everything, so that no sudo is needed. */
  readonly root: boolean;
  exists(path: string): boolean;
  /** Runs a command, shows what it prints, and says whether it succeeded. */
  run(command: string, ...words: readonly string[]): boolean;
  say(line: string): void;
}

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const ADVICE = 'Install Chromium or Chrome, or put its path into CHROMIUM_PATH.';

/**
 * The path of a Chromium: the one that CHROMIUM_PATH names, Playwright's own, or the system's. Where there is none,
 * Playwright's is installed; where that fails, Debian's package.
 * @throws with one line that says what to do, where no Chromium can be had or CHROMIUM_PATH names nothing
 */
export async function findChromium(machine: Machine = thisMachine()): Promise<string> {
  const named = machine.environment.CHROMIUM_PATH;
  if (named !== undefined && named !== '') {
    if (!machine.exists(named))
      throw new Error(`CHROMIUM_PATH is ${named}, but there is no such file. ${ADVICE}`);
    return named;
  }
  const present = firstPresent(machine);
  if (present !== undefined) return present;

  machine.say("no Chromium on this machine: installing Playwright's");
  machine.run('npx', 'playwright', 'install', 'chromium');
  const fromPlaywright = firstPresent(machine);
  if (fromPlaywright !== undefined) return fromPlaywright;

  machine.say("that failed: installing Debian's package");
  const privileged = machine.root ? [] : ['sudo', '-n'];
  const apt = (...words: readonly string[]) => {
    const [command = 'apt-get', ...rest] = [...privileged, 'apt-get', ...words];
    return machine.run(command, ...rest);
  };
  if (apt('update')) apt('install', '-y', 'chromium');
  const fromDebian = firstPresent(machine);
  if (fromDebian !== undefined) return fromDebian;
  throw new Error(`No Chromium was found and none could be installed. ${ADVICE}`);
}

function firstPresent(machine: Machine): string | undefined {
  const folders = (machine.environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const system = folders.flatMap((folder) => SYSTEM_NAMES.map((name) => join(folder, name)));
  return [machine.playwrightPath, ...system, ...APPLICATIONS].find((path) => machine.exists(path));
}

function thisMachine(): Machine {
  return {
    environment: process.env,
    playwrightPath: chromium.executablePath(),
    root: process.getuid?.() === 0,
    exists: existsSync,
    run: (command, ...words) => spawnSync(command, words, { stdio: ['ignore', 2, 2] }).status === 0,
    say: (line) => console.error(line),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    console.log(await findChromium());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
