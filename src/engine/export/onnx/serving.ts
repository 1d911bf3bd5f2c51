import type { UnknownRule } from '../../../core/evaluation/unknown.ts';
import type { ExportedFile, ExportInput } from '../../../core/export/exported.ts';
import { modelName } from './model-name.ts';
import check from './python/check.py?raw';
import predict from './python/predict.py?raw';
import readme from './README.md?raw';

/** What a server may put together into one batch: 32 pictures of 224 × 224 pixels are 19 MB. */
const MAX_BATCH = 32;

/** Opset 17 came with onnxruntime 1.12. */
const REQUIREMENTS = 'onnxruntime>=1.12\nnumpy\npillow>=9.1\n';

/**
 * The files around a model, and the model where Triton looks for it, so that it is in the zip once.
 * @param opset of the model
 */
export function servingFiles(
  { manifest, known }: ExportInput,
  onnx: Uint8Array<ArrayBuffer>,
  opset: number,
): readonly ExportedFile[] {
  const name = modelName(manifest.name);
  const { classes, input, unknown } = manifest;
  const words: Readonly<Record<string, string>> = {
    MODEL_NAME: name,
    OPSET: String(opset),
    SIZE: String(input.size),
    CLASSES: String(classes.length),
    FAMILIARITY: known ? familiarityWords(unknown) : '',
  };
  const folder = `serving/triton/${name}`;
  return [
    {
      path: 'README.md',
      content: readme.replace(
        /\b(?:MODEL_NAME|OPSET|SIZE|CLASSES|FAMILIARITY)\b/g,
        (word) => words[word] ?? word,
      ),
    },
    { path: 'check.py', content: check },
    { path: 'predict.py', content: predict },
    { path: 'requirements.txt', content: REQUIREMENTS },
    { path: 'serving/kserve.yaml', content: inferenceService(name) },
    {
      path: `${folder}/config.pbtxt`,
      content: tritonConfig({ name, size: input.size, classes: classes.length, familiarity: known !== null }),
    },
    { path: `${folder}/labels.txt`, content: labels(classes.map((label) => label.name)) },
    { path: `${folder}/1/model.onnx`, content: onnx },
  ];
}

function familiarityWords(unknown: UnknownRule | null): string {
  const words = '\nOutput `familiarity`, float32 [N]: how much a picture looks like one of the classes.';
  if (!unknown) return words;
  return `${words}\nBelow ${unknown.threshold.toFixed(2)} (\`unknown.threshold\` in headstart.json) it is none of them.`;
}

/** A line a class, in their order. */
function labels(names: readonly string[]): string {
  return names.map((name) => `${name.replace(/[\r\n]+/g, ' ')}\n`).join('');
}

/** https://docs.nvidia.com/deeplearning/triton-inference-server/user-guide/docs/user_guide/model_configuration.html */
function tritonConfig(model: {
  readonly name: string;
  readonly size: number;
  readonly classes: number;
  readonly familiarity: boolean;
}): string {
  // A server's outputs have a dimension besides the batch; the model's has none.
  const familiarity = `,
  {
    name: "familiarity"
    data_type: TYPE_FP32
    dims: [ 1 ]
    reshape: { shape: [ ] }
  }`;
  return `name: "${model.name}"
backend: "onnxruntime"
max_batch_size: ${MAX_BATCH}
input [
  {
    name: "pixels"
    data_type: TYPE_FP32
    dims: [ ${model.size}, ${model.size}, 3 ]
  }
]
output [
  {
    name: "probabilities"
    data_type: TYPE_FP32
    dims: [ ${model.classes} ]
    label_filename: "labels.txt"
  }${model.familiarity ? familiarity : ''}
]
dynamic_batching { }
`;
}

/** https://kserve.github.io/website/docs/model-serving/predictive-inference/frameworks/triton */
function inferenceService(name: string): string {
  return `apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata:
  name: ${name}
spec:
  predictor:
    model:
      modelFormat:
        name: triton
        version: "2"
      runtime: kserve-tritonserver
      protocolVersion: v2
      # Where the folder serving/triton was put: gs://, s3://, pvc://, https:// …
      storageUri: gs://YOUR-BUCKET/YOUR-FOLDER
      resources:
        requests:
          cpu: "1"
          memory: 2Gi
        limits:
          cpu: "2"
          memory: 2Gi
`;
}
