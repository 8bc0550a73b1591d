import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import contract from '../../collector/contract/package.json' with { type: 'json' }

/** In the copy of the checkout that Stryker changes, the name of a package leads to the original. */
const alias = Object.entries(contract.exports).map(([name, file]) => ({
  find: new RegExp(`^${contract.name}${name.slice(1)}$`),
  replacement: join(import.meta.dirname, '../../collector/contract', file)
}))

/** The tests of the files that Stryker changes: those that take no time. */
export default defineConfig({
  resolve: { alias },
  test: {
    runner: './test/mutation/runner.ts',
    testTimeout: 30_000,
    include: [
      'agent/test/delivery/backoff.test.ts',
      'agent/test/watcher/server-watch.test.ts',
      'ansible/runner/test/{plan,settings/schedule}/*.test.ts',
      'ansible/runner/test/run/results.test.ts',
      'collector/contract/test/**/*.test.ts',
      'collector/page/test/{list,search}.test.ts',
      'collector/test/platform/{clock,rate-limits}/*.test.ts',
      'collector/test/devices/{freshness,key-metrics,warnings}/*.test.ts',
      'collector/test/updates/run-*.test.ts'
    ]
  }
})
