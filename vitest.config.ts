import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    // A machine that is busy with other things may be several times slower; a test that hangs is found all the same.
    testTimeout: 60_000,
  },
})
