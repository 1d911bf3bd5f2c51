import { cpus } from 'node:os';
import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import { findChromium } from '../setup/browser.ts';

/** Software adapters count: without them WebGL and WebGPU could not be measured on a machine without a graphics card. */
const GRAPHICS = ['--enable-unsafe-webgpu', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'];

const WINDOW = { viewport: { width: 1440, height: 900 } } as const;
const MEASURED = {
  ...WINDOW,
  // What it keeps for later would be counted as the first load, and be answered from instead of by the server.
  serviceWorkers: 'block',
} as const;

/**
 * Chromium without a window and with an empty profile on the disk, as a person has it: a private window keeps what
 * is stored in memory.
 */
export async function launch(profile: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, { ...(await chromiumOptions()), ...MEASURED });
}

/** The same with the site's service worker, as a person has it too. */
export async function launchWhole(profile: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, { ...(await chromiumOptions()), ...WINDOW });
}

/** The same browser for several profiles, one after another. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch(await chromiumOptions());
}

/** An empty profile, gone when it's closed: nothing of another one is in it. */
export const newProfile = (browser: Browser): Promise<BrowserContext> => browser.newContext(MEASURED);

async function chromiumOptions() {
  return {
    executablePath: await findChromium('browser'),
    headless: true,
    args: [
      ...GRAPHICS,
      // One renderer process for the one tab, so that it is known which one to weigh.
      '--disable-features=SpareRendererForSitePerProcess',
      '--use-fake-device-for-media-stream=fps=60',
      '--use-fake-ui-for-media-stream',
      // Chromium refuses its sandbox to root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  };
}

/** The machine in words. */
export function machineOf(browser: Browser | null): { cpu: string; cores: number; browser: string } {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    browser: `Chromium ${browser?.version() ?? 'unknown'}, headless`,
  };
}
