import {
  type Exporter,
  type ExportFiles,
  type ExportInput,
  KNOWN_FILE,
} from '../../../core/export/exported.ts';
import { encodeKnown } from '../../../core/export/known-file.ts';
import { MANIFEST_FILE } from '../../../core/export/model-manifest.ts';
import { layersModelFiles } from '../tfjs/layers-model-files.ts';
import { dataBlock } from './data-block.ts';
import { htmlPage } from './html-page.ts';
import { CODE_FOLDER } from './unpack-html.ts';

/** What the build has bundled for this format (scripts/build/exported-bundles.ts). */
const PAGE = 'html-page';
const ENGINE = 'html-engine.js';
/** tfjs's processor backend with SIMD, which browsers have had since 2021, Safari since 2023. */
const BACKEND = 'tf.wasm';

/**
 * Writes one page that answers by itself: model, code and typeface are in it, and it opens from a file: address without
 * a network.
 * @returns the one file
 */
export const writeHtml: Exporter = async (input) => {
  const text = new TextDecoder();
  const [script, style, engine, backend] = await Promise.all([
    input.bundle(`${PAGE}.js`),
    input.bundle(`${PAGE}.css`),
    input.bundle(ENGINE),
    input.bundle(BACKEND),
  ]);
  const files = [
    ...filesOf(input),
    [`${CODE_FOLDER}engine.js`, engine] as const,
    [`${CODE_FOLDER}backend.wasm`, backend] as const,
  ];
  const blocks: string[] = [];
  for (const [path, content] of files) blocks.push(await dataBlock(path, content));
  const content = await htmlPage({
    title: input.manifest.name,
    style: text.decode(style),
    script: text.decode(script),
    blocks,
  });
  return [{ path: 'index.html', content }];
};

/** What other exports have in their zip, and the model. */
function filesOf({ model, manifest, golden, known, licence }: ExportInput): ExportFiles {
  const text = new TextEncoder();
  return new Map([
    [MANIFEST_FILE, text.encode(JSON.stringify(manifest))],
    ['LICENSE.txt', text.encode(licence)],
    ...manifest.golden.map(({ file }, i) => [file, golden[i] ?? new Uint8Array()] as const),
    ...(known ? [[KNOWN_FILE, encodeKnown(known)] as const] : []),
    ...layersModelFiles(model, manifest.app).map(
      ({ path, content }) => [path, typeof content === 'string' ? text.encode(content) : content] as const,
    ),
  ]);
}
