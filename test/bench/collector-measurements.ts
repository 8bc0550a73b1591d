import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { startCollector } from '../simulator/collector-process.ts'
import { importFleet } from '../simulator/start-fleet.ts'
import { createBenchFleet, prepareReports, type BenchDevice } from './bench-fleet.ts'
import { watchEventLoop, type EventLoopDelay } from './event-loop.ts'
import { applyLoad, type Outcome } from './load.ts'
import { pageCost, type PageCost } from './page-cost.ts'
import { cpuSeconds, memoryOf } from './process-cost.ts'

/** One kind of load: what came of it, what it cost. */
export interface LoadCost extends Outcome {
  readonly cpuSecondsEach: number
  readonly eventLoop: EventLoopDelay
}

export interface CollectorMeasurements {
  readonly series: number
  readonly meanBytes: number
  readonly meanCompressedBytes: number
  readonly anonymousBytesPerSeries: number
  readonly paced: LoadCost
  readonly burst: LoadCost
  readonly page: PageCost
  readonly pageEventLoop: EventLoopDelay
}

export interface CollectorBenchOptions {
  readonly directory: string
  readonly devices: number
  /** Over how many seconds all devices report once. */
  readonly paceSeconds: number
  readonly pages: number
  readonly say: (line: string) => void
}

/** A collector of its own process takes the reports of a whole fleet, evenly and all at once, and prints it. The fleet goes to whoever measures the peer. */
export const measureCollector = async ({ directory, devices, paceSeconds, pages, say }: CollectorBenchOptions): Promise<{ readonly measurements: CollectorMeasurements, readonly fleet: readonly BenchDevice[] }> => {
  const eventLoop = watchEventLoop(directory)
  const collector = await startCollector({ dataDirectory: join(directory, 'collector'), adminToken: randomBytes(32).toString('base64url'), nodeFlags: eventLoop.nodeFlags, env: eventLoop.env })
  try {
    const fleet = await createBenchFleet(devices, collector.origin)
    await importFleet(collector, fleet.map(({ member }) => member))
    const load = async (elapsedSeconds: number, overSeconds: number): Promise<LoadCost> => {
      const { sends } = prepareReports(fleet, elapsedSeconds)
      await eventLoop.read(collector.pid)
      const cpuBefore = cpuSeconds(collector.pid)
      const outcome = await applyLoad(sends, overSeconds)
      return { ...outcome, cpuSecondsEach: (cpuSeconds(collector.pid) - cpuBefore) / devices, eventLoop: await eventLoop.read(collector.pid) }
    }
    const empty = memoryOf(collector.pid).anonymousBytes
    const first = prepareReports(fleet, 0)
    say(`${devices} devices report for the first time …`)
    await applyLoad(first.sends, paceSeconds / 2)
    say(`${devices} reports evenly over ${paceSeconds} s …`)
    const paced = await load(60, paceSeconds)
    const filled = memoryOf(collector.pid).anonymousBytes
    say(`${devices} reports at once …`)
    const burst = await load(120, 0)
    say('printing the whole fleet …')
    await eventLoop.read(collector.pid)
    const page = await pageCost({ url: new URL('/metrics/fleet', collector.origin).href, pid: collector.pid, times: pages, headers: { authorization: `Bearer ${collector.adminToken}` } })
    const pageEventLoop = await eventLoop.read(collector.pid)
    for (const { close } of fleet) close()
    const { series, meanBytes, meanCompressedBytes } = first
    return { fleet, measurements: { series, meanBytes, meanCompressedBytes, anonymousBytesPerSeries: (filled - empty) / series, paced, burst, page, pageEventLoop } }
  } finally {
    await collector.stop()
  }
}
