import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hostileNames } from '../../../test-support/core/report/example.ts';
import { reportFileName } from './file-name.ts';

const noon = new Date(2026, 10, 24, 9, 5).getTime();

it.each([
  ['Run 3', 'Headstart report, Run 3, 2026-11-24 0905.html'],
  ['../../etc/passwd', 'Headstart report, etc passwd, 2026-11-24 0905.html'],
  ['CON', 'Headstart report, CON, 2026-11-24 0905.html'],
  ['a:b*c?', 'Headstart report, a b c, 2026-11-24 0905.html'],
  ['', 'Headstart report, 2026-11-24 0905.html'],
  ['Früh übt sich', 'Headstart report, Früh übt sich, 2026-11-24 0905.html'],
])('%j gives %j', (name, file) => {
  expect(reportFileName(name, noon, 'html')).toBe(file);
});

// https://learn.microsoft.com/windows/win32/fileio/naming-a-file; 255 bytes is the limit of ext4 and APFS.
it('is a name that every system takes', () => {
  const names = fc.oneof(fc.constantFrom(...hostileNames), fc.string({ unit: 'binary', maxLength: 150 }));
  fc.assert(
    fc.property(names, (name) => {
      const file = reportFileName(name, noon, 'html');
      expect(file).toMatch(/^Headstart report, .*2026-11-24 0905\.html$/);
      expect(file).not.toMatch(/[<>:"/\\|?*\p{C}]/u);
      expect(new TextEncoder().encode(file).length).toBeLessThan(255);
    }),
  );
});
