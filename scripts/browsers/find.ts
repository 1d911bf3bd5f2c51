import { installFromDebian, type Machine, onPath, thisMachine } from '../setup/machine.ts';

/** Paths of what the walk drives; null: not on this machine. */
export interface Programs {
  readonly firefox: string | null;
  readonly webkit: { readonly driver: string; readonly xvfb: string } | null;
}

const PACKAGES = ['firefox-esr', 'webkit2gtk-driver', 'xvfb'] as const;
const FIREFOX_NAMES = ['firefox-esr', 'firefox'];
const APPLICATIONS = ['/Applications/Firefox.app/Contents/MacOS/firefox'];

/** One line that says how to get what is missing. */
export const advice = `Install it: apt-get install ${PACKAGES.join(' ')}`;

/** Firefox and WebKitGTK on this machine. Where one of them is missing, Debian's packages are tried first. */
export function findBrowsers(machine: Machine = thisMachine()): Programs {
  const present = look(machine);
  if (present.firefox !== null && present.webkit !== null) return present;
  machine.say(`not all browsers are on this machine: installing ${PACKAGES.join(', ')}`);
  installFromDebian(machine, PACKAGES);
  return look(machine);
}

function look(machine: Machine): Programs {
  const first = (names: readonly string[], more: readonly string[] = []) =>
    [...onPath(machine, names), ...more].find((path) => machine.exists(path)) ?? null;
  const driver = first(['WebKitWebDriver']);
  const xvfb = first(['Xvfb']);
  return {
    firefox: first(FIREFOX_NAMES, APPLICATIONS),
    webkit: driver !== null && xvfb !== null ? { driver, xvfb } : null,
  };
}
