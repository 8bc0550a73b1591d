/**
 * Preloaded into the collector (`node --import`): measures how late its event loop is, and its longest pause for garbage. At each
 * other SIGUSR2 it begins, and at the next it stops and writes what it saw to the file named by
 * MIMAMORI_TEST_EVENT_LOOP_FILE; in between it costs nothing, so that CPU can be measured without it.
 */
import { renameSync, writeFileSync } from 'node:fs'
import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

const file = process.env['MIMAMORI_TEST_EVENT_LOOP_FILE']

const write = (seen: object): void => {
  writeFileSync(`${file}.new`, JSON.stringify(seen))
  renameSync(`${file}.new`, file!)
}

const watch = (): (() => void) => {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  let longestCollectionMs = 0
  const add = (collections: readonly { readonly duration: number }[]): void => {
    for (const { duration } of collections) longestCollectionMs = Math.max(longestCollectionMs, duration)
  }
  const garbage = new PerformanceObserver((list) => { add(list.getEntries()) })
  garbage.observe({ entryTypes: ['gc'] })
  delay.enable()
  return () => {
    delay.disable()
    add(garbage.takeRecords())
    garbage.disconnect()
    // Nanoseconds; the histogram holds whole turns of the 1 ms timer.
    const late = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e9 - 0.001)
    write({
      p999Seconds: late(delay.percentile(99.9)),
      maximumSeconds: late(delay.max),
      longestCollectionSeconds: longestCollectionMs / 1000
    })
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
