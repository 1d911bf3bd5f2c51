import { PROJECT_FORMAT, PROJECT_VERSION } from './project-file.ts';
import { type Fail, StrictFields } from './project-file-fields.ts';

/** A file of a project: which of them a migration is to change. */
export type ProjectPart = 'project' | 'run' | 'card';

/**
 * Takes a file's JSON from one version to the next. What comes in is not checked yet, what goes out is read as strictly
 * as a file of the newest version. Give its test a file of the old version.
 */
export type Migration = (json: unknown, part: ProjectPart) => unknown;

/** The first goes from version 1 to 2, and so on. */
const migrations: readonly Migration[] = [
  // 2: networks that the person brought go along.
  (json, part) => (part === 'project' ? { ...Object(json), backbones: [] } : json),
  // 3: a run holds what was guessed of it.
  (json, part) => (part === 'run' ? { ...Object(json), guess: null } : json),
  // 4: heads read several depths, chosen on the photos, and are judged in folds.
  (json, part) => {
    if (part === 'run') {
      const { timing, ...run } = Object(json);
      return {
        ...run,
        timing: { ...Object(timing), choosing: 0 },
        read: null,
        choice: null,
        folds: null,
        measuredBy: null,
      };
    }
    if (part === 'card') {
      const { cut, ...card } = Object(json);
      return { ...card, depths: [{ name: Object(card.blocks?.at?.(-1)).name ?? cut, source: cut }] };
    }
    return json;
  },
  // 5: a run keeps the size of the pictures that it was trained with.
  (json, part) => (part === 'run' ? { ...Object(json), inputSize: null } : json),
];

/**
 * Brings a file's JSON to the newest version. What the database stored with earlier versions of the page does not come
 * this way: storage completes it when it's read, so that whatever is written to a file is of the newest version.
 * @param version as `versionOfProject` gave it
 * @param steps the first goes from version 1 to 2
 */
export function migrate(
  json: unknown,
  part: ProjectPart,
  version: number,
  steps: readonly Migration[] = migrations,
): unknown {
  return steps.slice(version - 1).reduce((current, step) => step(current, part), json);
}

/**
 * @param json of project.json, of whatever version
 * @param fail for what is no project
 * @param newer for a project that only a newer page can read
 */
export function versionOfProject(
  json: unknown,
  fail: Fail,
  newer: (version: number) => never,
  newest: number = PROJECT_VERSION,
): number {
  const fields = new StrictFields(json, 'project', fail);
  if (fields.raw('format') !== PROJECT_FORMAT) fail('It is not a project of this page.');
  const version = fields.whole('version', 1);
  return version > newest ? newer(version) : version;
}
