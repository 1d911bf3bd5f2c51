import { expect, test } from 'vitest';
import { findChromium } from './browser.ts';
import { machineWith } from './fake-machine.ts';

test('the one named in the environment comes first', async () => {
  const machine = machineWith(['/opt/chrome', '/home/a/playwright/chrome'], { CHROMIUM_PATH: '/opt/chrome' });
  expect(await findChromium('browser', machine)).toBe('/opt/chrome');
});

test('one that is named but not there is said so, not passed over', async () => {
  const machine = machineWith(['/usr/bin/chromium'], { CHROMIUM_PATH: '/opt/gone' });
  await expect(findChromium('browser', machine)).rejects.toThrow('/opt/gone');
});

test("Playwright's comes before the system's", async () => {
  expect(await findChromium('browser', machineWith(['/usr/bin/chromium', '/home/a/playwright/chrome']))).toBe(
    '/home/a/playwright/chrome',
  );
});

test("the system's is found on the path, and nothing is installed", async () => {
  const machine = machineWith(['/usr/bin/google-chrome']);
  expect(await findChromium('browser', machine)).toBe('/usr/bin/google-chrome');
  expect(machine.commands).toEqual([]);
});

test("where there is none, Playwright's is installed", async () => {
  const machine = machineWith([], {
    brings: { 'npx playwright install chromium': '/home/a/playwright/chrome' },
  });
  expect(await findChromium('browser', machine)).toBe('/home/a/playwright/chrome');
});

test("where that fails, Debian's package, with sudo where it is needed", async () => {
  const machine = machineWith([], {
    root: false,
    brings: {
      'sudo -n apt-get update': '/var/lib/apt/lists/partial',
      'sudo -n apt-get install -y chromium': '/usr/bin/chromium',
    },
  });
  expect(await findChromium('browser', machine)).toBe('/usr/bin/chromium');
});

test('for tests the engine alone comes first, and is installed where there is no Chromium', async () => {
  const both = machineWith(['/usr/bin/chromium-headless-shell', '/home/a/playwright/chrome']);
  expect(await findChromium('shell', both)).toBe('/usr/bin/chromium-headless-shell');
  expect(await findChromium('browser', both)).toBe('/home/a/playwright/chrome');
  expect(await findChromium('shell', machineWith(['/usr/bin/chromium']))).toBe('/usr/bin/chromium');
  const none = machineWith([], {
    brings: {
      'apt-get update': '/var/lib/apt/lists/partial',
      'apt-get install -y chromium-headless-shell': '/usr/bin/chromium-headless-shell',
    },
  });
  expect(await findChromium('shell', none)).toBe('/usr/bin/chromium-headless-shell');
});

test('where that fails too, one line says what to do', async () => {
  const failure = findChromium('browser', machineWith([]));
  await expect(failure).rejects.toThrow(/CHROMIUM_PATH/);
  await expect(failure).rejects.not.toThrow(/\n/);
});
