import { describe, expect, test } from 'vitest';
import { PROJECT_VERSION } from './project-file.ts';
import { type Migration, migrate, versionOfProject } from './project-file-migrate.ts';

/** As they could be: version 2 has a title, version 3 has notes for runs. */
const steps: readonly Migration[] = [
  (json, part) => (part === 'project' ? { ...Object(json), title: 'Untitled' } : json),
  (json, part) => (part === 'run' ? { ...Object(json), note: '' } : { ...Object(json), title: 'Project' }),
];

const fail = (what: string): never => {
  throw new Error(what);
};
const newer = (version: number): never => fail(`newer: ${version}`);

describe('migrate', () => {
  test('walks from the version of the file to the newest, a step each', () => {
    expect(migrate({ a: 1 }, 'project', 1, steps)).toEqual({ a: 1, title: 'Project' });
    expect(migrate({ id: 'r' }, 'run', 1, steps)).toEqual({ id: 'r', note: '' });
    expect(migrate({ a: 1, title: 'Mine' }, 'project', 2, steps)).toEqual({ a: 1, title: 'Project' });
    expect(migrate({ a: 1, title: 'Mine' }, 'project', 3, steps)).toEqual({ a: 1, title: 'Mine' });
  });

  test('leaves a file of the newest version as it is', () => {
    const json = { format: 'headstart-project' };
    expect(migrate(json, 'project', PROJECT_VERSION)).toBe(json);
  });

  test('gives projects of version 1, which had none, an empty list of networks', () => {
    expect(migrate({ runs: [] }, 'project', 1)).toEqual({ runs: [], backbones: [] });
    expect(migrate({ id: 'r' }, 'run', 1)).not.toHaveProperty('backbones');
  });

  test('gives runs of versions 1 and 2, of which nothing was guessed, no guess', () => {
    for (const version of [1, 2])
      expect(migrate({ id: 'r' }, 'run', version)).toMatchObject({ id: 'r', guess: null });
    expect(migrate({ id: 'r', guess: 0.7 }, 'run', 3)).toMatchObject({ guess: 0.7 });
  });

  test('gives runs of versions up to 3 nothing that was chosen or judged in folds, and no time for it', () => {
    const timing = { extraction: 5, head: 7 };
    const expected = {
      id: 'r',
      guess: null,
      read: null,
      choice: null,
      folds: null,
      measuredBy: null,
      inputSize: null,
      timing: { extraction: 5, head: 7, choosing: 0 },
    };
    for (const version of [1, 2]) expect(migrate({ id: 'r', timing }, 'run', version)).toEqual(expected);
    expect(migrate({ id: 'r', timing, guess: null }, 'run', 3)).toEqual(expected);
  });

  test('gives runs of versions up to 4, which had only one, no size of their pictures', () => {
    expect(migrate({ id: 'r', read: ['a'] }, 'run', 4)).toEqual({ id: 'r', read: ['a'], inputSize: null });
  });

  test('gives networks of version 3, which were cut at one place, that place as their depth', () => {
    const blocks = [{ name: 'low' }, { name: 'top' }];
    expect(migrate({ name: 'net', cut: 'relu_7', blocks }, 'card', 3)).toEqual({
      name: 'net',
      blocks,
      depths: [{ name: 'top', source: 'relu_7' }],
    });
  });
});

describe('versionOfProject', () => {
  test('reads every version there was', () => {
    for (const version of [1, 2, 3])
      expect(versionOfProject({ format: 'headstart-project', version }, fail, newer, 3)).toBe(version);
  });

  test('tells a newer one, whatever else it holds', () => {
    const json = { format: 'headstart-project', version: PROJECT_VERSION + 1, what: 'nobody knows' };
    expect(() => versionOfProject(json, fail, newer)).toThrow(`newer: ${PROJECT_VERSION + 1}`);
  });

  test.each([null, [], 'text', {}, { format: 'headstart-model', version: 1 }])('refuses %j', (json) => {
    expect(() => versionOfProject(json, fail, newer)).toThrow();
  });

  test.each([0, -1, 1.5, '1', null, Number.POSITIVE_INFINITY])('refuses the version %j', (version) => {
    expect(() => versionOfProject({ format: 'headstart-project', version }, fail, newer)).toThrow(/version/);
  });
});
