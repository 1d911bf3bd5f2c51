import { parseArgs } from 'node:util';
import { startServer } from './server.ts';

/** `npm run serve [-- --port N] [-- --no-isolation]`: serves the production build until it is stopped. */
const { values } = parseArgs({
  allowNegative: true,
  options: { port: { type: 'string' }, isolation: { type: 'boolean', default: true } },
});
const port = values.port === undefined ? undefined : Number(values.port);
if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port < 65_536)) {
  throw new Error(`--port ${values.port} is no port`);
}
const { url } = await startServer({ port, isolation: values.isolation });
console.log(`Headstart is at ${url} (stop it with Ctrl+C)`);
