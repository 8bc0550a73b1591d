import { monitorEventLoopDelay } from 'node:perf_hooks'
import { collectDefaultMetrics, Gauge, type Registry } from '@prometheus-io/client'

const resolutionMs = 10
const utilisationEveryMs = 1000

/** The process itself: memory, CPU, and how long work waits for the event loop. Gives a function that stops measuring. */
export const registerRuntimeMetrics = (registry: Registry, version: string): () => void => {
  const registers = [registry]
  new Gauge({
    name: 'mimamori_collector_build_info',
    help: 'Version of the collector and of Node.js, as labels; the value is always 1.',
    labelNames: ['version', 'node'],
    registers
  }).set({ version, node: process.version }, 1)
  const delay = monitorEventLoopDelay({ resolution: resolutionMs })
  delay.enable()
  new Gauge({
    name: 'mimamori_collector_event_loop_delay_seconds',
    help: 'Event loop delay since the last scrape, beyond the 10 ms of the timer that measures it.',
    labelNames: ['stat'],
    registers,
    collect () {
      if (delay.count === 0) return
      const stats = { p50: delay.percentile(50), p99: delay.percentile(99), p999: delay.percentile(99.9), max: delay.max }
      for (const [stat, nanoseconds] of Object.entries(stats)) this.set({ stat }, Math.max(0, nanoseconds / 1e9 - resolutionMs / 1000))
      delay.reset()
    }
  })
  // The loop's utilisation, by the library’s own measure ten times a second, costs a hundredth of a core.
  collectDefaultMetrics({ register: registry, eventLoopUtilizationTimeout: utilisationEveryMs })
  return () => { delay.disable() }
}
