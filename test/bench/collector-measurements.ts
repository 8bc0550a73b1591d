import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { startCollector } from '../../collector/test/collector-process.ts'
import { importFleet } from '../simulator/start-fleet.ts'
import { createBenchFleet, prepareReports, type BenchDevice } from './bench-fleet.ts'
import { joinRounds, watchEventLoop, type EventLoopDelay } from './event-loop.ts'
import { applyLoad, type LoadResult } from './load.ts'
import { expositionCost, type ExpositionCost } from './exposition-cost.ts'
import { cpuSeconds, memoryOf } from './process-cost.ts'

export interface CollectorMeasurements {
  readonly series: number
  readonly meanBytes: number
  readonly meanCompressedBytes: number
  readonly anonymousBytesPerSeries: number
  /** At the load of a real fleet, with nothing that watches. */
  readonly paced: LoadResult & { readonly cpuSeconds: number }
  readonly pacedEventLoop: EventLoopDelay
  /** A round each. */
  readonly bursts: readonly LoadResult[]
  readonly burstEventLoop: EventLoopDelay
  readonly expositionEventLoop: EventLoopDelay
}

export interface CollectorBenchOptions<Peer> {
  readonly directory: string
  readonly devices: number
  readonly load: LoadPlan
  readonly say: (line: string) => void
  /** Measures the peer with the same fleet while the collector, which still has it, can print its exposition. */
  readonly measurePeer: (fleet: readonly BenchDevice[], printOurs: () => Promise<ExpositionCost>) => Promise<Peer>
}

/** How all is measured, ours and the peer alike. */
export interface LoadPlan {
  /** Over how many seconds all devices report once, as in a real fleet. */
  readonly intervalSeconds: number
  /** The same where only the event loop is watched, and before anything is measured. */
  readonly quickSeconds: number
  /** Reports of each device before anything is measured: code that is seldom run is slow. */
  readonly warmReports: number
  readonly warmExpositions: number
  readonly expositions: number
  /** How often the event loop is watched at each kind of load. */
  readonly rounds: number
}

/** A collector of its own process takes the reports of a whole fleet, evenly and all at once, and prints it. */
export const measureCollector = async <Peer>({
  directory,
  devices,
  load,
  say,
  measurePeer
}: CollectorBenchOptions<Peer>): Promise<{ readonly measurements: CollectorMeasurements, readonly peer: Peer }> => {
  const watch = watchEventLoop(directory)
  const collector = await startCollector({
    dataDirectory: join(directory, 'collector'),
    adminToken: randomBytes(32).toString('base64url'),
    nodeFlags: watch.nodeFlags,
    env: watch.env
  })
  try {
    const fleet = await createBenchFleet(devices, collector.origin)
    await importFleet(
      collector,
      fleet.map(({ member }) => member)
    )
    let elapsedSeconds = 0
    /** The next report of every device. */
    const report = async (overSeconds: number): Promise<LoadResult> => {
      const { sends } = prepareReports(fleet, (elapsedSeconds += 60))
      return applyLoad(sends, overSeconds)
    }
    const first = prepareReports(fleet, elapsedSeconds)
    const empty = memoryOf(collector.pid).anonymousBytes
    say(`${devices} devices report ${load.warmReports} times, unmeasured …`)
    await applyLoad(first.sends, load.quickSeconds)
    for (let round = 1; round < load.warmReports; round++) await report(load.quickSeconds)
    say(`${devices} reports evenly over ${load.intervalSeconds} s …`)
    const cpuBefore = cpuSeconds(collector.pid)
    const outcome = await report(load.intervalSeconds)
    const paced = { ...outcome, cpuSeconds: cpuSeconds(collector.pid) - cpuBefore }
    const filled = memoryOf(collector.pid).anonymousBytes
    say(`the event loop: ${devices} reports evenly over ${load.quickSeconds} s …`)
    const watched = async <Result>(
      work: () => Promise<Result>
    ): Promise<{ readonly results: readonly Result[], readonly eventLoop: EventLoopDelay }> => {
      const results: Result[] = []
      const delays: EventLoopDelay[] = []
      for (let round = 0; round < load.rounds; round++) {
        const { result, eventLoop } = await watch.during(collector.pid, work)
        results.push(result)
        delays.push(eventLoop)
      }
      return { results, eventLoop: joinRounds(delays) }
    }
    const { eventLoop: pacedEventLoop } = await watched(async () => report(load.quickSeconds))
    say(`${devices} reports at once …`)
    const { results: bursts, eventLoop: burstEventLoop } = await watched(async () => report(0))
    say('printing the whole fleet …')
    const print = async (times: number): Promise<ExpositionCost> =>
      expositionCost({
        url: new URL('/metrics/fleet', collector.origin).href,
        pid: collector.pid,
        times,
        headers: { authorization: `Bearer ${collector.adminToken}` }
      })
    await print(load.warmExpositions)
    const { eventLoop: expositionEventLoop } = await watched(async () => print(load.expositions))
    const { series, meanBytes, meanCompressedBytes } = first
    const peer = await measurePeer(fleet, async () => {
      // The peer may have been at it for longer than live series are kept.
      await report(0)
      return print(1)
    })
    for (const { close } of fleet) close()
    return {
      peer,
      measurements: {
        series,
        meanBytes,
        meanCompressedBytes,
        anonymousBytesPerSeries: (filled - empty) / series,
        paced,
        pacedEventLoop,
        bursts,
        burstEventLoop,
        expositionEventLoop
      }
    }
  } finally {
    await collector.stop()
  }
}
