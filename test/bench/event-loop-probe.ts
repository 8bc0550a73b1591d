/**
 * Preloaded into the collector (`node --import`): measures how late its event loop is, and what its slices cost. At each
 * other SIGUSR2 it begins, and at the next it stops and writes what it saw to the file named by
 * MIMAMORI_TEST_EVENT_LOOP_FILE; in between it costs nothing, so that CPU can be measured without it.
 */
import { renameSync, writeFileSync } from 'node:fs'
import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'
import { createSliceCosts } from './slice-costs.ts'
import { watchSlices } from './slice-watch.ts'
import { createThreadCpuClock } from './thread-cpu.ts'

const file = process.env['MIMAMORI_TEST_EVENT_LOOP_FILE']

const write = (seen: object): void => {
  writeFileSync(`${file}.new`, JSON.stringify(seen))
  renameSync(`${file}.new`, file!)
}

const watch = (): (() => void) => {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const costs = createSliceCosts()
  const garbage = new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) costs.collected(startTime, duration)
  })
  garbage.observe({ entryTypes: ['gc'] })
  delay.enable()
  const stopSlices = watchSlices(createThreadCpuClock(), (...slice) => { costs.worked(...slice) })
  return () => {
    stopSlices()
    delay.disable()
    for (const { startTime, duration } of garbage.takeRecords()) costs.collected(startTime, duration)
    garbage.disconnect()
    // Nanoseconds; the histogram holds whole turns of the 1 ms timer.
    const late = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e9 - 0.001)
    write({ p999Seconds: late(delay.percentile(99.9)), maximumSeconds: late(delay.max), ...costs.summary() })
  }
}

if (isMainThread && file !== undefined) {
  let stop: (() => void) | undefined
  process.on('SIGUSR2', () => {
    if (stop === undefined) {
      stop = watch()
      write({})
    } else {
      stop()
      stop = undefined
    }
  })
}
