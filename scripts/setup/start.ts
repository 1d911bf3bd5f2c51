import { parseArgs } from 'node:util';
import { compressFolder } from '../serve/compress.ts';
import { startServer } from '../serve/server.ts';
import { ROOT, runCommand } from './command.ts';

/**
 * `npm start [-- --port N]`: prepares the models and samples, builds the page, serves it and prints the address.
 * The page is usable with its first backbone alone, so of the preparations only that one must succeed.
 */
const FIRST_MODEL = 'mobilenet-v3';

async function prepare(): Promise<void> {
  if ((await runCommand(['tsx', 'scripts/models/index.ts', FIRST_MODEL])) !== 0) {
    throw new Error(`${FIRST_MODEL} could not be prepared, and nothing works without it: see above.`);
  }
  if ((await runCommand(['tsx', 'scripts/models/index.ts'])) !== 0) {
    console.warn(
      'Some backbones could not be prepared: the page goes on without them. `npm run models` tries again.',
    );
  }
  if ((await runCommand(['tsx', 'scripts/samples/index.ts'])) !== 0) {
    console.warn(
      'Some samples could not be prepared: the page goes on without them. `npm run samples` tries again.',
    );
  }
  if ((await runCommand(['vite', 'build'])) !== 0) throw new Error('The page could not be built: see above.');
  await compressFolder(`${ROOT}/dist`);
}

try {
  const { values } = parseArgs({ options: { port: { type: 'string' } } });
  await prepare();
  const { url } = await startServer({ port: values.port === undefined ? undefined : Number(values.port) });
  console.log(`\nHeadstart is at ${url} (stop it with Ctrl+C)`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
