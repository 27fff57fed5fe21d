import { defineConfig } from 'vitest/config'

/** Files of these share a process and what it has compiled: they leave nothing behind in a module. */
const PURE = [
  'src/{contract,domain,renderer}/**/*.test.{ts,tsx}',
  'scripts/**/*.test.ts',
  'bench/**/*.test.ts',
]

export default defineConfig({
  test: {
    environment: 'node',
    pool: 'forks',
    // All cores: what a test waits for is mostly a disk or another process.
    maxWorkers: '100%',
    // A machine that is busy with other things may be several times slower; a test that hangs is found all the same.
    testTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'pure', include: PURE, isolate: false } },
      // These take seconds each: a process of its own for every file spreads them evenly.
      { extends: true, test: { name: 'whole', include: ['src/**/*.test.{ts,tsx}'], exclude: PURE } },
    ],
  },
})
