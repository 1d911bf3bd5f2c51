import { FailureError } from '../../../core/project/failure.ts';
import type { ProjectContents } from '../../protocol/project.ts';

interface Opened {
  readonly contents: ProjectContents;
  /** By run: what the project called the photos that its stored answers name otherwise by now. */
  readonly called: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

let latest: Opened | null = null;

/** Remembers what was read last, so that the page need not hand it back. */
export function setOpened(contents: ProjectContents, called: Opened['called'] = new Map()): void {
  latest = { contents, called };
}

/** @throws FailureError 'not-found' where this worker has read none: it was replaced since */
export function opened(): Opened {
  if (latest) return latest;
  throw new FailureError({
    code: 'not-found',
    what: 'The engine was started anew since the project was read.',
    todo: 'Open its file again.',
  });
}
