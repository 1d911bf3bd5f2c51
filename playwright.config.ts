import { defineConfig } from '@playwright/test';
import { chromiumArguments, softwareGraphicsArguments } from './e2e/fixtures/chromium.ts';
import { findChromium } from './scripts/setup/browser.ts';

const executablePath = process.env.CHROMIUM_PATH ?? (await findChromium('shell'));
/** Of the server of the production build, which `npm test` and `npm run build` make. */
const port = Number(process.env.E2E_PORT ?? 4174);

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  // One browser's engine keeps two cores busy; the second fills the gaps while a page loads.
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    baseURL: `http://localhost:${port}/`,
    viewport: { width: 1440, height: 900 },
    actionTimeout: 30_000,
    // A trace (--trace on) takes a tenth of the time; what failed is told by its steps, a picture and the page as text.
    screenshot: 'only-on-failure',
    permissions: ['camera'],
    // Drawn in software, each frame of a transition costs what is tested its time; axe judges colours as they are, not
    // in the middle of one. The journey is made with motion.
    contextOptions: { reducedMotion: 'reduce' },
    // It fetches the whole page once more for later, which on two cores slows what is tested. The journey, privacy,
    // offline and hosting are tested with it.
    serviceWorkers: 'block',
  },
  projects: [
    {
      // First, since they take the longest.
      name: 'backends',
      testMatch: ['backends.spec.ts'],
      use: { launchOptions: { executablePath, args: [...chromiumArguments, ...softwareGraphicsArguments] } },
    },
    {
      name: 'page',
      testIgnore: ['backends.spec.ts'],
      use: { launchOptions: { executablePath, args: [...chromiumArguments] } },
    },
  ],
  webServer: {
    command: 'node --import tsx e2e/fixtures/serve.ts',
    env: { E2E_PORT: String(port) },
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
    timeout: 60_000,
  },
});
