import { spawn } from 'node:child_process';
import { delimiter, join, resolve } from 'node:path';

/** The repository. */
export const ROOT = resolve(import.meta.dirname, '../..');

/**
 * Runs a command of the project in the repository's folder, with what it prints shown and no input.
 * @param words the command, which may be one of node_modules/.bin, and its arguments
 * @returns its exit code; 1 where it could not start or a signal ended it
 */
export function runCommand(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<number> {
  const [command = '', ...rest] = words;
  const path = `${join(ROOT, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`;
  return new Promise((done) => {
    const child = spawn(command, rest, {
      cwd: ROOT,
      env: { ...process.env, PATH: path, ...environment },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('error', (error) => {
      console.error(`${command}: ${error.message}`);
      done(1);
    });
    child.once('exit', (code) => done(code ?? 1));
  });
}
