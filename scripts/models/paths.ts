import { join, resolve } from 'node:path';

/** The repository. */
export const ROOT = resolve(import.meta.dirname, '../..');

/** Where a backbone's card, model.json and shards are. */
export function modelFolder(id: string): string {
  return join(ROOT, 'public/models', id);
}
