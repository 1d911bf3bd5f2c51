import { accuracyWords } from '../evaluation/words.ts';
import type { ModelManifest } from './model-manifest.ts';
import { PARITY_TOLERANCE } from './parity.ts';

/** README.txt of an export: what every format has in common, for whoever opens the zip. */
export function readmeText({ name, classes, input, backbone, scores, golden, app }: ModelManifest): string {
  const { validation, test } = scores;
  return [
    `${name}: an image classifier, trained in a browser by Headstart ${app}.`,
    `Classes, in the order of the model's outputs:\n${classes.map((one, i) => `  ${i}  ${one.name}`).join('\n')}`,
    [
      validation && `Validation photos: ${accuracyWords(validation.right, validation.of)}.`,
      test && `Test photos: ${accuracyWords(test.right, test.of)}.`,
    ]
      .filter((words) => words !== null)
      .join('\n'),
    `Input: pictures of ${input.size} × ${input.size} pixels, [batch, ${input.size}, ${input.size}, 3], RGB, 0…255; the normalisation is in the model. ${input.resize}`,
    'Output: one probability for each class; they sum to 1, and are calibrated as on the page.',
    `golden/ has ${golden.length} pictures, and headstart.json what the page answered for each. Wherever the model is moved, it answers them as the page did, within ${PARITY_TOLERANCE}.`,
    `headstart.json also has the recipe that the model was trained with. The pretrained network is ${backbone.name}: see LICENSE.txt.`,
    'To go on with this model in the page, open this file there: Use → Export → Open an exported model.',
  ]
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => `${paragraph}\n`)
    .join('\n');
}
