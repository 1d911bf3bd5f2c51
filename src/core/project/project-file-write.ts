import type { Sample } from '../dataset/dataset.ts';
import type { DatasetVersion } from '../dataset/version.ts';
import type { Evaluation } from '../evaluation/evaluation.ts';
import { safePart } from '../report/file-name.ts';
import type { AnsweredRun } from '../training/run.ts';
import {
  PROJECT_FORMAT,
  PROJECT_VERSION,
  type Project,
  picturesOf,
  type RunWeights,
} from './project-file.ts';
import { packTensors } from './project-file-tensors.ts';

/**
 * The text of project.json.
 * @param project with the ids of the brought backbones that go along
 * @param app version of this program
 * @param createdAt milliseconds since 1970
 */
export function writeProjectJson(
  project: Project & { readonly backbones: readonly string[] },
  app: string,
  createdAt: number,
): string {
  const { dataset, recipe, runs, backbones, ensembles } = project;
  return JSON.stringify({
    format: PROJECT_FORMAT,
    version: PROJECT_VERSION,
    app,
    createdAt: new Date(createdAt).toISOString(),
    dataset,
    recipe,
    runs: runs.map(({ id }) => ({ id })),
    backbones: backbones.map((id) => ({ id })),
    ensembles: ensembles.map(({ deleted: _, ...ensemble }) => ensemble),
  });
}

/** The two files of a run: what is known of it, and the values that it has learned and answered. */
export function writeRun(
  run: AnsweredRun,
  { head, tuned, known }: RunWeights,
): { readonly json: string; readonly bin: Uint8Array<ArrayBuffer> } {
  const { train: _, validation: __, test: ___, deleted: ____, answers, data, ...rest } = run;
  const { train, validation, test } = answers;
  const tensors = new Map<string, Float32Array>();
  head.forEach(({ kernel, bias }, i) => {
    tensors.set(`head/${i}/kernel`, kernel);
    tensors.set(`head/${i}/bias`, bias);
  });
  for (const [name, values] of tuned) tensors.set(`tuned/${name}`, values);
  if (known) {
    tensors.set('known/mean', known.scale.mean);
    tensors.set('known/inverseDeviation', known.scale.inverseDeviation);
    tensors.set('known/within', known.within);
    tensors.set('known/whole', known.whole);
    known.means.forEach((mean, i) => {
      tensors.set(`known/means/${i}`, mean);
    });
  }
  for (const [split, evaluation] of Object.entries(answers))
    if (evaluation) tensors.set(`answers/${split}`, logitsOf(evaluation));
  const { entries, bytes } = packTensors(tensors);
  const json = JSON.stringify({
    ...rest,
    data: data && plainVersion(data),
    answers: {
      train: train && plainAnswers(train),
      validation: validation && plainAnswers(validation),
      test: test && plainAnswers(test),
    },
    tensors: entries,
  });
  return { json, bin: bytes };
}

function logitsOf({ predictions }: Evaluation): Float32Array {
  const width = predictions[0]?.logits.length ?? 0;
  const logits = new Float32Array(predictions.length * width);
  predictions.forEach((prediction, i) => {
    logits.set(prediction.logits, i * width);
  });
  return logits;
}

/** What does not follow from the logits. */
const plainAnswers = ({ predictions }: Evaluation) =>
  predictions.map(({ sampleId, label, score }) => ({ sampleId, label, score: score ?? null }));

const plainVersion = ({ fingerprint, pictures, labels, splits }: DatasetVersion) => ({
  fingerprint,
  pictures: [...pictures],
  labels: [...labels],
  splits: [...splits],
});

/**
 * Where each picture of a data set lies in the zip, by its hash. The folders are the classes' names as far as every
 * system takes them.
 * @returns paths without their ending, which the picture's bytes decide
 */
export function picturePaths(dataset: Project['dataset']): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const folderOf = new Map<string, string>();
  for (const { id, name } of dataset.classes) {
    const wanted = safePart(name) || 'class';
    let folder = wanted;
    // Some systems take capital letters for small ones.
    for (let n = 2; taken.has(folder.toLowerCase()); n++) folder = `${wanted} ${n}`;
    taken.add(folder.toLowerCase());
    folderOf.set(id, folder);
  }
  const path = ({ hash, classId }: Sample) => `images/${folderOf.get(classId) ?? 'class'}/${hash}`;
  return new Map([...picturesOf(dataset)].map(([hash, sample]) => [hash, path(sample)]));
}
