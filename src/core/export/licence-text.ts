import type { BackboneCard } from '../backbone/card.ts';

/** https://spdx.org/licenses/MIT.html: it asks to go along with what it is for. */
const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** It asks for its address, and for what was changed. */
const CC_BY =
  'Creative Commons Attribution 4.0: https://creativecommons.org/licenses/by/4.0/. Changed: the classifier was left out, and large weights were rounded to 16 bits.';

/** LICENSE.txt of an export: whose work the model rests on, and what its licence says. */
export function licenceText({
  name,
  source,
  trainedOn,
}: Pick<BackboneCard, 'name' | 'source' | 'trainedOn'>): string {
  return [
    'What this model has learned of your classes is yours.',
    `It rests on ${name}, a pretrained network, whose weights are the work of others:`,
    [
      // A brought network is from no package.
      ...(/\w/.test(source.package) ? [`From: ${source.package} ${source.version}`] : []),
      `Copyright: ${source.author}`,
      `Licence: ${source.licence}`,
      `Trained on: ${trainedOn}`,
    ].join('\n'),
    ...(source.licence === 'MIT' ? [MIT] : []),
    ...(source.licence === 'CC-BY-4.0' ? [CC_BY] : []),
    'Where TensorFlow.js goes along (tf.js and tf.wasm, or inside a page), it is the work of its authors: Apache License 2.0, https://www.apache.org/licenses/LICENSE-2.0.',
    '',
  ].join('\n\n');
}
