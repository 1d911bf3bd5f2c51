import type { ExportInput } from '../../../../src/core/export/exported.ts';
import { type ModelManifest, RESIZE_WORDS } from '../../../../src/core/export/model-manifest.ts';
import type { WholeModel } from '../../../../src/core/export/whole-model.ts';
import { defaultRecipe } from '../../../../src/core/training/recipe.ts';

/** Everything that an exporter is given, around a model. */
export function exportInput(model: WholeModel, manifest: Partial<ModelManifest> = {}): ExportInput {
  return {
    model,
    blocks: [],
    data: null,
    golden: [],
    known: null,
    licence: 'MIT, by others.',
    bundle: () => Promise.reject(new Error('ONNX needs no bundle.')),
    manifest: {
      format: 'headstart-model',
      version: 1,
      name: 'Run 3',
      createdAt: '2026-11-24T18:00:00.000Z',
      app: '0.1.0',
      classes: ['daisy', '<b>🌹</b>', 'line\nbreak', '"quoted"'].map((name, colour) => ({ name, colour })),
      input: { size: 21, channels: 'RGB', range: [0, 255], layout: 'NHWC', resize: RESIZE_WORDS },
      backbone: {
        id: 'tiny',
        name: 'Tiny',
        hash: 'ab'.repeat(32),
        source: {
          package: 'p',
          version: '1.0.0',
          integrity: '',
          files: [],
          licence: 'MIT',
          author: 'a',
        },
        trainedOn: 'nothing',
        features: 11,
        input: { size: 21, channels: 'RGB', mean: [0, 0, 0], std: [1, 1, 1] },
      },
      read: null,
      recipe: defaultRecipe,
      tuned: [],
      temperature: 1,
      unknown: null,
      scores: { validation: null, test: null },
      golden: [],
      ...manifest,
    },
  };
}
