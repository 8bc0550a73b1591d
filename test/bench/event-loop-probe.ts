/**
 * Preloaded into the collector (`node --import`): measures how late its event loop is. At SIGUSR2 it writes what it saw
 * since the last time to the file named by MIMAMORI_TEST_EVENT_LOOP_FILE, and begins anew.
 */
import { renameSync, writeFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

const file = process.env['MIMAMORI_TEST_EVENT_LOOP_FILE']

if (isMainThread && file !== undefined) {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  process.on('SIGUSR2', () => {
    // Nanoseconds; the histogram holds whole turns of the 1 ms timer.
    const late = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e9 - 0.001)
    writeFileSync(`${file}.new`, JSON.stringify({ p999Seconds: late(delay.percentile(99.9)), maximumSeconds: late(delay.max), turns: delay.count }))
    renameSync(`${file}.new`, file)
    delay.reset()
  })
}
