import path from 'node:path';
import { build, type Plugin } from 'vite';
import { target } from './browsers.ts';

/** Code that goes along with an export: bundled with all that it imports into one file. */
export interface ExportedBundle {
  /** From the root of the project. */
  readonly entry: string;
  /** Under exports/, without its ending. Styles that the entry imports lie beside it, under the same name. */
  readonly name: string;
  /** 'iife' runs wherever it's put, from a file: address too; 'es' keeps what the entry exports. */
  readonly format: 'iife' | 'es';
  /** An import that stays one: of another bundle, as it lies beside this one. */
  readonly beside?: string;
}

const bundles: readonly ExportedBundle[] = [
  { entry: 'src/exported/html/page.ts', name: 'html-page', format: 'iife' },
  { entry: 'src/exported/html/engine.ts', name: 'html-engine', format: 'iife' },
  { entry: 'src/exported/tfjs/tf.ts', name: 'tf', format: 'es' },
  { entry: 'src/exported/tfjs/headstart.ts', name: 'headstart', format: 'es', beside: './tf.js' },
];

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
};

/** A file of a bundle: its name, and what is in it. */
export interface BundledFile {
  readonly fileName: string;
  readonly source: string | Uint8Array;
}

/**
 * Bundles one entry into one script, and its styles, if it has any, into one sheet.
 * @param root of the project
 */
export async function bundle(
  { entry, name, format, beside }: ExportedBundle,
  root: string,
): Promise<readonly BundledFile[]> {
  const built = await build({
    root,
    configFile: false,
    publicDir: false,
    plugins: beside === undefined ? [] : [leftAlone(beside)],
    logLevel: 'warn',
    build: {
      write: false,
      // What lies beside another bundle is short, and to be read.
      minify: beside === undefined,
      target,
      modulePreload: false,
      // A typeface is part of its style; a binary is a file of its own.
      assetsInlineLimit: (file) => file.endsWith('.woff2'),
      cssCodeSplit: false,
      rolldownOptions: {
        input: { [name]: path.join(root, entry) },
        preserveEntrySignatures: 'strict',
        output: {
          format,
          codeSplitting: false,
          entryFileNames: '[name].js',
          assetFileNames: `${name}[extname]`,
        },
      },
    },
  });
  if (Array.isArray(built) || !('output' in built)) throw new TypeError(`${entry} was not built once.`);
  return built.output.map((file) => ({
    fileName: file.fileName,
    source: file.type === 'chunk' ? file.code : file.source,
  }));
}

const leftAlone = (beside: string): Plugin => ({
  name: 'left-alone',
  enforce: 'pre',
  resolveId: (id) => (id === beside ? { id, external: true } : null),
});

/** What exports bring along, as files under exports/: built with the page, and made anew at each request in development. */
export const exportedBundles: Plugin = {
  name: 'exported-bundles',
  async generateBundle() {
    for (const one of bundles)
      for (const { fileName, source } of await bundle(one, path.join(import.meta.dirname, '../..')))
        this.emitFile({ type: 'asset', fileName: `exports/${fileName}`, source });
  },
  configureServer(server) {
    server.middlewares.use('/exports', (request, response, next) => {
      const wanted = path.basename(new URL(request.url ?? '', 'http://localhost').pathname);
      const one = bundles.find(({ name }) => name === path.parse(wanted).name);
      if (!one) return next();
      bundle(one, server.config.root)
        .then((files) => {
          const file = files.find(({ fileName }) => fileName === wanted);
          if (!file) return next();
          response.setHeader('Content-Type', types[path.extname(wanted)] ?? 'application/octet-stream');
          response.end(file.source);
        })
        .catch(next);
    });
  },
};
