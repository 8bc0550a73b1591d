/**
 * Preloaded into the collector (`node --import`): measures how late its event loop is, and what its turns cost. At each
 * other SIGUSR2 it begins, and at the next it stops and tells what it saw in the file named by
 * MIMAMORI_TEST_EVENT_LOOP_FILE; in between it costs nothing, so that CPU can be measured without it.
 */
import { renameSync, writeFileSync } from 'node:fs'
import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'
import { createThreadCpuClock } from './thread-cpu.ts'
import { createTurnWatch } from './turn-watch.ts'

const file = process.env['MIMAMORI_TEST_EVENT_LOOP_FILE']

const tell = (seen: object): void => {
  writeFileSync(`${file}.new`, JSON.stringify(seen))
  renameSync(`${file}.new`, file!)
}

const watch = (): (() => void) => {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const turns = createTurnWatch()
  const garbage = new PerformanceObserver((list) => { for (const { startTime, duration } of list.getEntries()) turns.collected(startTime, duration) })
  const threadCpuSeconds = createThreadCpuClock()
  let last = threadCpuSeconds()
  const look = (): void => {
    const now = threadCpuSeconds()
    turns.turned(performance.now(), now - last)
    last = now
  }
  garbage.observe({ entryTypes: ['gc'] })
  delay.enable()
  const timer = setInterval(look, 1)
  return () => {
    clearInterval(timer)
    delay.disable()
    for (const { startTime, duration } of garbage.takeRecords()) turns.collected(startTime, duration)
    garbage.disconnect()
    // Nanoseconds; the histogram holds whole turns of the 1 ms timer.
    const late = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e9 - 0.001)
    tell({ p999Seconds: late(delay.percentile(99.9)), maximumSeconds: late(delay.max), turns: delay.count, ...turns.summary() })
  }
}

if (isMainThread && file !== undefined) {
  let stop: (() => void) | undefined
  process.on('SIGUSR2', () => {
    if (stop === undefined) {
      stop = watch()
      tell({})
    } else {
      stop()
      stop = undefined
    }
  })
}
