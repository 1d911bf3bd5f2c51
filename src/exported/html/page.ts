import '../../core/fill-in.ts';
import '../../ui/app/base.css';
import '../../ui/primitives/Button.css';
import '../../ui/primitives/ClassSwatch.css';
import '../../ui/primitives/Notice.css';
import '../../ui/prediction/TopBars.css';
import './page.css';
import { MANIFEST_FILE, type ModelManifest } from '../../core/export/model-manifest.ts';
import { toFailure } from '../../core/project/failure.ts';
import { decodeImage } from '../../engine/dataset/decode.ts';
import { unpackBlock } from '../../engine/export/html/data-block.ts';
import { about } from './about.ts';
import { answerPanel } from './answer-panel.ts';
import { element } from './element.ts';
import { type EngineClient, engineClient } from './engine-client.ts';
import { selfCheck } from './self-check.ts';
import { sightPanel } from './sight-panel.ts';

/** Takes the packed files out of the document, which needs them no more. */
function packedFiles(): ReadonlyMap<string, string> {
  const blocks = [...document.querySelectorAll<HTMLScriptElement>('script[data-file]')];
  for (const block of blocks) block.remove();
  return new Map(blocks.map((block) => [block.dataset.file ?? '', block.text]));
}

/** Picture and answer, side by side where there is room. */
function classifier(classes: ModelManifest['classes'], engine: EngineClient): HTMLElement {
  const answer = answerPanel(classes);
  /** An answer to what is not shown any more comes too late. */
  let shown = 0;
  const sight = sightPanel({
    onPicture: async (picture, name, rate) => {
      const asked = shown;
      try {
        const found = await engine.answer(picture, name);
        if (asked === shown) answer.show(found, rate);
      } catch (error) {
        if (asked === shown) answer.fail(toFailure(error));
      }
    },
    onChange: () => {
      shown++;
      answer.clear();
    },
    onFailure: answer.fail,
  });
  return element('div', { class: 'classifier' }, sight, answer.root);
}

async function open(): Promise<void> {
  const packed = packedFiles();
  const read = (path: string) => unpackBlock(path, packed.get(path) ?? '');
  const text = async (path: string) => new TextDecoder().decode(await read(path));
  const manifest: ModelManifest = JSON.parse(await text(MANIFEST_FILE));
  const engine = engineClient(await read('code/engine.js'));
  const check = selfCheck();
  document.body.append(
    element(
      'main',
      {},
      element(
        'header',
        { class: 'title' },
        element('h1', {}, manifest.name),
        element('p', { class: 'lead' }, `Says which of ${manifest.classes.length} classes a picture shows.`),
      ),
      check.root,
      classifier(manifest.classes, engine),
      about(manifest, await text('LICENSE.txt')),
    ),
  );
  try {
    const golden: ImageBitmap[] = [];
    for (const { file } of manifest.golden)
      golden.push(await decodeImage(new Blob([await read(file)]), file));
    check.show(await engine.start(packed, golden));
  } catch (error) {
    check.fail(toFailure(error));
  }
}

open().catch((error: unknown) => {
  const { what, todo } = toFailure(error);
  document.body.append(element('main', {}, element('p', { role: 'alert' }, `${what} ${todo}`)));
});
