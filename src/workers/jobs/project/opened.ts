import { FailureError } from '../../../core/project/failure.ts';
import type { ProjectContents } from '../../protocol/project.ts';

let latest: ProjectContents | null = null;

/** Remembers what was read last, so that the page need not hand it back. */
export function setOpened(contents: ProjectContents): void {
  latest = contents;
}

/** @throws FailureError 'not-found' where this worker has read none: it was replaced since */
export function opened(): ProjectContents {
  if (latest) return latest;
  throw new FailureError({
    code: 'not-found',
    what: 'The engine was started anew since the project was read.',
    todo: 'Open its file again.',
  });
}
