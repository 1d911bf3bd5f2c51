import { parseArgs } from 'node:util';
import { startRuntime } from '../../test-support/engine/runtime.ts';

/**
 * Runs a study from the command line, with tfjs ready in Node, and ends the process, which the engine's message channel
 * (yield.ts) would keep.
 * @param usage for the person whose options lack something
 * @param defaults of the options; null: it has to be given
 */
export async function runStudy<Name extends string>(
  usage: string,
  defaults: Readonly<Record<Name, string | null>>,
  main: (options: Readonly<Record<Name, string>>) => Promise<void>,
): Promise<void> {
  let options: Readonly<Record<Name, string>>;
  try {
    options = readOptions(process.argv.slice(2), defaults);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    process.exit(1);
  }
  console.log(`tfjs ${await startRuntime()}, one thread`);
  await main(options);
  process.exit();
}

/**
 * The options of a command line.
 * @throws TypeError where one that has to be given is missing, or one is not known
 */
export function readOptions<Name extends string>(
  args: readonly string[],
  defaults: Readonly<Record<Name, string | null>>,
): Readonly<Record<Name, string>> {
  const names = Object.keys(defaults) as Name[];
  const { values } = parseArgs({
    args: [...args],
    options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
  });
  const options: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const value = values[name] ?? defaults[name];
    if (typeof value !== 'string') throw new TypeError(`--${name} is missing.`);
    options[name] = value;
  }
  return options as Record<Name, string>;
}
