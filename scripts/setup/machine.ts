import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

/** What a search for a program asks of the machine; a test puts another machine in its place. */
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

/** Where programs of these names would be, by the folders of PATH and then by the names. */
export function onPath({ environment }: Machine, names: readonly string[]): readonly string[] {
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => names.map((name) => join(folder, name)));
}

/** Tries to install packages of Debian's or of a system like it; whether they are there now is for the caller to see. */
export function installFromDebian(machine: Machine, packages: readonly string[]): void {
  const privileged = machine.root ? [] : ['sudo', '-n'];
  const apt = (...words: readonly string[]) => {
    const [command = 'apt-get', ...rest] = [...privileged, 'apt-get', ...words];
    return machine.run(command, ...rest);
  };
  if (apt('update')) apt('install', '-y', ...packages);
}

export function thisMachine(): Machine {
  return {
    environment: process.env,
    playwrightPath: chromium.executablePath(),
    root: process.getuid?.() === 0,
    exists: existsSync,
    run: (command, ...words) => spawnSync(command, words, { stdio: ['ignore', 2, 2] }).status === 0,
    say: (line) => console.error(line),
  };
}
