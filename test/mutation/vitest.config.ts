import { defineConfig } from 'vitest/config'

/** The tests of the files that Stryker changes: those that take no time. */
export default defineConfig({
  test: {
    runner: './test/mutation/runner.ts',
    include: [
      'agent/test/delivery/backoff.test.ts',
      'agent/test/watcher/server-watch.test.ts',
      'ansible/runner/test/{plan,schedule}/*.test.ts',
      'collector/contract/test/*.test.ts',
      'collector/test/calendar/{off-hours,off-hours-of-day,read-calendar}.test.ts',
      'collector/test/{clock,rate-limits}/*.test.ts',
      'collector/test/devices/{freshness,key-metrics,warnings}/*.test.ts',
      'collector/test/updates/run-*.test.ts'
    ]
  }
})
