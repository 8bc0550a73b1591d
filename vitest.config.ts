import { defineConfig } from 'vitest/config'

/** Two kinds of tests: those of a room, which run beside each other, and those of the whole, which use real peers and run one file at a time. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'rooms',
          globalSetup: './test/own-temporary-directory.ts',
          include: ['{exporter,agent,collector,collector/contract,dashboards,ansible/runner}/test/**/*.test.ts'],
          testTimeout: 30_000,
          expect: { poll: { timeout: 20_000 } }
        }
      },
      {
        test: {
          name: 'whole',
          include: ['test/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 600_000,
          sequence: { groupOrder: 1 }
        }
      }
    ]
  }
})
