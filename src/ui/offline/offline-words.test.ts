import { expect, test } from 'vitest';
import { offlineWords, storageWords, waitsForWords } from './offline-words.ts';

/** Numbers and their units are not to be torn apart. */
const plain = (words: string) => words.replaceAll('\u00a0', ' ');
const file = { path: 'a', bytes: 40 };
const whole = { bytes: 100, missing: [] };
const lacking = { bytes: 100, missing: [file] };

test('sizes have decimal units', () => {});

test('the page says how far it is from working without a network', () => {
  const ready = { kind: 'ready' } as const;
  const parts = [
    { id: 'models/a', ...whole },
    { id: 'models/b', ...lacking },
    { id: 'samples/c', ...lacking },
  ];
  expect(plain(offlineWords({ kind: 'starting' }, null))).toBe('Not kept offline yet');
  expect(plain(offlineWords({ kind: 'never', why: 'x' }, null))).toBe('Needs the network');
  expect(plain(offlineWords(ready, { shell: lacking, parts }))).toBe('Getting ready to work offline: 60 %');
  expect(plain(offlineWords(ready, { shell: whole, parts }))).toBe('Works offline with 1 of 2 models');
  expect(plain(offlineWords(ready, { shell: whole, parts: parts.slice(1) }))).toBe(
    'Opens offline, without a model',
  );
});

test('what the browser promises is told with the room that is left', () => {
  const storage = { used: 34e6, free: 5.12e9, persisted: true };
  expect(plain(storageWords(storage))).toBe(
    'This site takes 34 MB here; 5.1 GB are free. The browser has promised to keep it until you delete it.',
  );
  expect(plain(storageWords({ ...storage, persisted: false }))).toContain(
    'may clear it when the disk runs full',
  );
});

test('an update says what it waits for', () => {
  expect(waitsForWords([])).toBeNull();
  expect(waitsForWords(['train'])).toBe('Waits for the training');
  expect(waitsForWords(['write', 'exportModel'])).toBe('Waits for the export');
  expect(waitsForWords(['write'])).toBe('Waits for what is running');
});
