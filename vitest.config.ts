import { defineConfig } from 'vitest/config';

/** Tests of pure functions: nothing is left behind for the next file. */
const pure = 'src/{core,ui}/**/*.test.{ts,tsx}';

export default defineConfig({
  test: {
    environment: 'node',
    // A whole backbone on a busy machine takes half a minute: this ends what hangs.
    testTimeout: 180_000,
    // By default one core is left idle.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'alone',
          // They have a backend, globals or modules of their own.
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: [pure],
          // They start sooner than processes: small files take a quarter less of the processor.
          pool: 'threads',
        },
      },
      // A process for each file would take longer than its tests.
      { extends: true, test: { name: 'pure', include: [pure], isolate: false } },
    ],
  },
});
