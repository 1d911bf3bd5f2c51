import { expect, test } from 'vitest';
import { mutated } from '../../../test-support/core/project/mutate-json.ts';
import { fakeProject } from '../../../test-support/workers/jobs/project/fake-project.ts';
import { seededRandom } from '../random.ts';
import { readProjectJson } from './project-file-read.ts';
import { readRun } from './project-file-run.ts';
import { writeProjectJson, writeRun } from './project-file-write.ts';

class Refusal extends Error {}
const refuse = (what: string): never => {
  throw new Refusal(what);
};

/** What `read` gives; null where it was refused. All else is unforeseen. */
function readOrRefused<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

const source = await fakeProject();

test('a project whose JSON was changed anywhere is refused, or is one that can be written again', () => {
  const random = seededRandom('project.json');
  const json: unknown = JSON.parse(writeProjectJson(source, '1', 0));
  let refused = 0;
  for (let round = 0; round < 400; round++) {
    const read = readOrRefused(() => readProjectJson(JSON.parse(mutated(json, random)), refuse));
    if (!read) refused++;
    else {
      const runs = source.runs.filter(({ id }) => read.runs.includes(id));
      const again = JSON.parse(writeProjectJson({ ...read, runs }, '1', 0));
      expect(readProjectJson(again, refuse)).toEqual({ ...read, runs: runs.map(({ id }) => id) });
    }
  }
  expect(refused).toBeGreaterThan(300);
});

test.each(source.runs)(
  '$id, changed anywhere, is refused or is one that can be written again',
  async (run) => {
    const random = seededRandom(run.id);
    const { json, bin } = writeRun(run, await source.weights(run.id));
    let refused = 0;
    for (let round = 0; round < 400; round++) {
      const read = readOrRefused(() =>
        readRun(run.id, JSON.parse(mutated(JSON.parse(json), random)), bin, refuse),
      );
      if (!read) refused++;
      else {
        const again = writeRun(read.run, read.weights);
        expect(readRun(run.id, JSON.parse(again.json), again.bin, refuse)).toEqual(read);
      }
    }
    expect(refused).toBeGreaterThan(250);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  },
);
