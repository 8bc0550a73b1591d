import { defineConfig } from 'vitest/config'

/** They boot devices, or start all that a machine has: one at a time. */
const labs = ['test/{lab,updates}/*.test.ts', 'test/ansible/release.test.ts', 'test/whole/{demo,start}.test.ts']

/** What real peers and busy machines do to a test must not throw away a day's work; which tests needed it is printed at the end. */
const retry = process.env.CI ? 1 : 0

/**
 * Three kinds of tests: those of a package, which run beside each other; those with real peers, two at a time, since Ansible, browsers and
 * Prometheus often wait: they share no port and no file, and nothing in them is measured in time; and those in a lab.
 */
export default defineConfig({
  test: {
    reporters: ['default', './test/repeated-tests.ts'],
    projects: [
      {
        test: {
          name: 'packages',
          globalSetup: ['./test/own-temporary-directory.ts', './test/compile-cache.ts'],
          include: ['{program,exporter,agent,collector,collector/contract,collector/page,dashboards,ansible/runner}/test/**/*.test.ts'],
          testTimeout: 30_000,
          expect: { poll: { timeout: 20_000 } }
        }
      },
      {
        test: {
          name: 'peers',
          globalSetup: './test/compile-cache.ts',
          include: ['test/**/*.test.ts'],
          exclude: labs,
          retry,
          maxWorkers: 2,
          testTimeout: 300_000,
          hookTimeout: 600_000,
          sequence: { groupOrder: 1 }
        }
      },
      {
        test: {
          name: 'labs',
          globalSetup: './test/compile-cache.ts',
          include: labs,
          retry,
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 600_000,
          sequence: { groupOrder: 2 }
        }
      }
    ]
  }
})
