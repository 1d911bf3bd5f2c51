import { expect, test } from 'vitest';
import { machineWith } from '../setup/fake-machine.ts';
import { advice, findBrowsers } from './find.ts';

const both = {
  firefox: '/usr/bin/firefox-esr',
  webkit: { driver: '/usr/bin/WebKitWebDriver', xvfb: '/usr/bin/Xvfb' },
};
const files = ['/usr/bin/firefox-esr', '/usr/bin/WebKitWebDriver', '/usr/bin/Xvfb'];
const installing = 'apt-get install -y firefox-esr webkit2gtk-driver xvfb';

test('what is there is taken, and nothing installed', () => {
  const machine = machineWith(files);
  expect(findBrowsers(machine)).toEqual(both);
  expect(machine.commands).toEqual([]);
});

test("the release of Firefox's own will do", () => {
  const machine = machineWith(['/usr/local/bin/firefox', '/usr/bin/WebKitWebDriver', '/usr/bin/Xvfb']);
  expect(findBrowsers(machine).firefox).toBe('/usr/local/bin/firefox');
});

test.each(files)("where %s is missing, Debian's packages are installed", (missing) => {
  const machine = machineWith(
    files.filter((file) => file !== missing),
    { brings: { 'apt-get update': [], [installing]: files } },
  );
  expect(findBrowsers(machine)).toEqual(both);
});

test('with sudo where it is needed', () => {
  const brings = { 'sudo -n apt-get update': [], [`sudo -n ${installing}`]: files };
  expect(findBrowsers(machineWith([], { root: false, brings }))).toEqual(both);
});

test('where nothing can be installed, what is there is told, and what to do for the rest', () => {
  expect(findBrowsers(machineWith(['/usr/bin/firefox', '/usr/bin/WebKitWebDriver']))).toEqual({
    firefox: '/usr/bin/firefox',
    // A driver without a screen is none.
    webkit: null,
  });
  expect(advice).toBe('Install it: apt-get install firefox-esr webkit2gtk-driver xvfb');
});
