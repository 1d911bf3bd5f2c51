import { type Failure, FailureError } from '../../../core/project/failure.ts';
import type { Fail } from '../../../core/project/project-file-fields.ts';

const TODO = 'Nothing was opened. Save the project again, or take another copy of the file.';

/** Of what lies in the file itself; all else, such as a full disk, is no fault of the project's. */
const OF_THE_FILE: ReadonlySet<Failure['code']> = new Set<Failure['code']>([
  'archive-damaged',
  'archive-entry-too-large',
  'empty-file',
  'unsupported-format',
  'damaged-image',
  'image-too-large',
]);

/**
 * Ends the opening of a project that is not as it was written.
 * @param file the project's name
 * @param part of it that is wrong; '' for all of it
 */
export function damaged(file: string, part: string): Fail {
  return (what) => {
    throw new FailureError({
      code: 'archive-damaged',
      what: `This project is damaged or has been changed. ${prefix(part)}${what}`,
      file,
      todo: TODO,
    });
  };
}

const prefix = (part: string): string => (part === '' ? '' : `${part}: `);

/** Ends the opening of a project of a later version of the page. */
export function tooNew(file: string): (version: number) => never {
  return (version) => {
    throw new FailureError({
      code: 'unsupported-format',
      what: `This project was saved by a newer version of the page (its files are of version ${version}).`,
      file,
      todo: 'Nothing was opened. Open it with the page that saved it, or with the newest one.',
    });
  };
}

/**
 * Tells what went wrong in a part of a project as a failure of the project.
 * @param part as for `damaged`
 */
export async function inProject<T>(file: string, part: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (
      !(cause instanceof FailureError) ||
      !OF_THE_FILE.has(cause.failure.code) ||
      cause.failure.file === file
    )
      throw cause;
    const { code, what } = cause.failure;
    throw new FailureError({ code, what: `${prefix(part)}${what}`, file, todo: TODO }, { cause });
  }
}
