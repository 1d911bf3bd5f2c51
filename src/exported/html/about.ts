import figtree from '@fontsource-variable/figtree/LICENSE?raw';
import apache from '../../../LICENSE?raw';
import { accuracyWords } from '../../core/evaluation/words.ts';
import type { ModelManifest } from '../../core/export/model-manifest.ts';
import { settingRows } from '../../core/report/settings.ts';
import { dateWords } from '../../core/report/words.ts';
import { element } from './element.ts';

/**
 * What the model is, how good it is, and under which licences.
 * @param licence of the weights, plain text
 */
export function about(manifest: ModelManifest, licence: string): HTMLElement {
  const { backbone, scores, classes, createdAt, app, input } = manifest;
  const { source } = backbone;
  return element(
    'section',
    { class: 'about', 'aria-labelledby': 'about' },
    element('h2', { id: 'about' }, 'About this model'),
    element(
      'dl',
      {},
      ...fact('Classes', classes.map(({ name }) => name).join(', ')),
      ...fact('On test photos', scoreWords(scores.test)),
      ...fact('On validation photos', scoreWords(scores.validation)),
      ...fact(
        'Built on',
        `${backbone.name}, pretrained weights from ${source.package} ${source.version} by ${source.author}, ${source.licence}. Trained on ${backbone.trainedOn}`,
      ),
      ...fact('Fine-tuned', tunedWords(manifest.tuned.length)),
      ...fact('A picture', `${input.resize} ${input.size} × ${input.size} pixels.`),
      ...fact('Made', `${dateWords(Date.parse(createdAt))} with Headstart ${app}.`),
      ...fact(
        'Private',
        'All of it is in this one file and runs on this machine. The page’s own policy forbids every request: nothing is sent.',
      ),
    ),
    fold('Recipe', recipeTable(manifest)),
    fold('Licences', licences(licence)),
  );
}

const scoreWords = (score: ModelManifest['scores']['test']): string =>
  score ? `${accuracyWords(score.right, score.of)}.` : 'Not measured.';

const tunedWords = (weights: number): string =>
  weights === 0 ? 'No: the head alone was trained.' : `Yes: ${weights} weights of the backbone were trained.`;

const fact = (name: string, words: string): HTMLElement[] => [
  element('dt', {}, name),
  element('dd', {}, words),
];

const fold = (title: string, content: HTMLElement): HTMLElement =>
  element('details', {}, element('summary', {}, title), content);

function recipeTable({ recipe, backbone }: ModelManifest): HTMLElement {
  const rows = settingRows(recipe, [backbone]).map(({ mark, cells }) => {
    const [name = '', value = ''] = cells.map((cell) => (typeof cell === 'string' ? cell : cell.text));
    return mark === 'group'
      ? element('tr', {}, element('th', { scope: 'colgroup', colspan: '2' }, name))
      : element('tr', {}, element('th', { scope: 'row' }, name), element('td', {}, value));
  });
  return element('table', {}, element('tbody', {}, ...rows));
}

function licences(weights: string): HTMLElement {
  const text = (title: string, words: string) => [
    element('h3', {}, title),
    element('pre', { tabindex: '0', role: 'region', 'aria-label': title }, words),
  ];
  return element(
    'div',
    { class: 'licences' },
    ...text('The pretrained weights', weights),
    ...text('TensorFlow.js and Headstart: Apache License 2.0', apache),
    ...text('Figtree, the typeface: SIL Open Font License', figtree),
  );
}
