import { defineConfig } from 'vitest/config'

/** Two at a time, since Ansible and Python often wait: they share no port, no lab and no file, and nothing in them is measured in time. */
const playbooks = ['test/ansible/{release-settings,callback/{outcomes,cut-short,release-fact,secrets,textfile},collection/python,inventory/example,release/{order,proof-rules,settings-secrets}}.test.ts']

/** What real peers and busy machines do to a test must not throw away a day's work; which tests needed it is printed at the end. */
const retry = process.env.CI ? 1 : 0

/** Three kinds of tests: those of a package, which run beside each other; those of playbooks; and those of the whole, which use real peers and run one file at a time. */
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
          name: 'playbooks',
          globalSetup: './test/compile-cache.ts',
          include: playbooks,
          retry,
          maxWorkers: 2,
          testTimeout: 300_000,
          sequence: { groupOrder: 1 }
        }
      },
      {
        test: {
          name: 'whole',
          globalSetup: './test/compile-cache.ts',
          include: ['test/**/*.test.ts'],
          exclude: playbooks,
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
