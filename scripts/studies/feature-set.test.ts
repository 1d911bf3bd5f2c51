import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '../../src/core/random.ts';
import { holdOut, only, type Pictures } from './feature-set.ts';
import { classesOf, filesOf } from './folders.ts';

/** Each row holds its own index, so that it can be told where it went. */
const pictures = fc
  .array(fc.nat(3), { minLength: 1, maxLength: 40 })
  .map((labels): Pictures => ({ labels, rows: labels.map((_, i) => Float32Array.of(i)) }));
const indices = ({ rows }: Pictures) => rows.map(([index = -1]) => index);

test('a fifth of each class is held out, at least one, and every picture is on one side', () => {
  fc.assert(
    fc.property(pictures, fc.integer(), (all, seed) => {
      const { train, validation } = holdOut(all, seededRandom(seed));
      expect([...indices(train), ...indices(validation)].toSorted((a, b) => a - b)).toEqual(indices(all));
      for (const part of [train, validation])
        expect(part.labels).toEqual(indices(part).map((i) => all.labels[i]));
      for (const label of new Set(all.labels)) {
        const count = (of: Pictures) => of.labels.filter((one) => one === label).length;
        expect(count(validation)).toBe(Math.max(1, Math.round(count(all) / 5)));
      }
    }),
  );
});

test('of some classes, each picture keeps its class under its new number', () => {
  fc.assert(
    fc.property(pictures, fc.uniqueArray(fc.nat(3)), (all, classes) => {
      const kept = only(all, classes);
      expect(kept.labels.map((label) => classes[label])).toEqual(indices(kept).map((i) => all.labels[i]));
      expect(indices(kept)).toEqual(indices(all).filter((i) => classes.includes(all.labels[i] ?? -1)));
    }),
  );
});

test('a folder of class folders is read class by class, pictures alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'headstart-folders-'));
  try {
    // “rose-hip” is before “rose” by its path, and after it by its name.
    for (const file of ['rose/2.jpg', 'rose/1.PNG', 'rose/notes.txt', 'rose-hip/1.webp', 'read me.jpg']) {
      await mkdir(join(folder, file, '..'), { recursive: true });
      await writeFile(join(folder, file), '');
    }
    const classes = await classesOf(folder);
    expect(classes).toEqual(['rose', 'rose-hip']);
    expect(await filesOf(folder, classes)).toEqual([
      { path: join(folder, 'rose/1.PNG'), label: 0 },
      { path: join(folder, 'rose/2.jpg'), label: 0 },
      { path: join(folder, 'rose-hip/1.webp'), label: 1 },
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
