import { execFileSync } from 'node:child_process'
import { createWriteStream, mkdirSync, statSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { batchHeaders } from '@mimamori/contract'
import { bootHeaders } from '../../collector/test/boot-headers.ts'
import { startCollector, type CollectorProcess } from '../../collector/test/collector-process.ts'
import { openEmbeddedBackend } from '../../collector/src/logs/embedded/embedded-backend.ts'
import { importFleet } from '../simulator/start-fleet.ts'
import { createBenchFleet, prepareReports, type BenchDevice } from './bench-fleet.ts'
import { applyLoad, type Send } from './load.ts'
import { linesOfBatch, logBatches } from './log-batches.ts'
import { measureFullLog } from './full-log.ts'
import { createLogLines } from './log-lines.ts'
import { measureRetention, type RetentionMeasurement } from './log-retention.ts'
import { medianSeconds, search, timed } from './log-searches.ts'
import { cpuSeconds } from './process-cost.ts'

export interface LogBenchOptions {
  readonly directory: string
  readonly lines: number
  readonly devices: number
  readonly searches: Readonly<Record<string, string>>
  readonly say: (line: string) => void
}

export interface LogMeasurements {
  readonly bytesPerLine: number
  readonly plainBytesPerLine: number
  readonly searches: Readonly<Record<string, { readonly seconds: number, readonly grepSeconds: number }>>
  readonly ingest: {
    readonly linesPerSecond: number
    readonly cpuSecondsPerLine: number
    /** Of reports that came meanwhile. */
    readonly reportSeconds: readonly number[]
  }
  readonly retention: RetentionMeasurement
  readonly fullLogLinesPerSecond: number
}

/** Puts so many lines into logs.db, and into a plain file beside it. */
const fill = async ({ directory, lines, devices, say }: Omit<LogBenchOptions, 'searches'>): Promise<{ readonly plainFile: string }> => {
  const backend = openEmbeddedBackend({ directory })
  const plainFile = join(directory, 'plain.log')
  const plain = createWriteStream(plainFile)
  let done = 0
  for (const batches of logBatches({ lines, devices, spanMs: lines })) {
    if (!plain.write(batches.flatMap(({ lines }) => lines.map(({ message }) => `${message}\n`)).join(''))) await once(plain, 'drain')
    done += (await backend.store(batches)).length
    if (done % 500_000 === 0) say(`${done} lines …`)
  }
  plain.end()
  await once(plain, 'close')
  await backend.flush!()
  await backend.close()
  return { plainFile }
}

/** What grep takes to read all, as it must to know the newest; it need find nothing. */
const measureGrep = async (file: string, text: string): Promise<number> =>
  await timed(() => { execFileSync('sh', ['-c', 'LC_ALL=C grep -F -e "$1" "$2" > /dev/null || true', 'sh', text, file]) })

const isDrained = async (collector: CollectorProcess): Promise<boolean> => {
  const answer = await fetch(new URL('/metrics', collector.origin), { headers: { authorization: `Bearer ${collector.adminToken}` } })
  return /^mimamori_collector_log_queue_batches 0$/m.test(await answer.text())
}

/** What the senders offer together. */
const offeredLinesPerSecond = 12_000

/**
 * Sends batches of lines from several devices in turn for a time, with the reports of a fleet beside it, and waits until all can be found.
 */
const measureIngest = async (
  collector: CollectorProcess,
  senders: readonly BenchDevice[],
  fleet: readonly BenchDevice[],
  seconds: number
): Promise<LogMeasurements['ingest']> => {
  const textOf = createLogLines(2)
  let id = 0
  const bodies = Array.from({ length: 40 }, () =>
    gzipSync(
      JSON.stringify({
        items: Array.from({ length: linesOfBatch }, () => ({
          monotonicMs: 1000 + id,
          wallMs: Date.now(),
          level: 'info',
          message: textOf(id++)
        }))
      })
    )
  )
  const batches = Math.floor((offeredLinesPerSecond * seconds) / linesOfBatch)
  const boots = senders.map(() => bootHeaders())
  const sends = Array.from({ length: batches }, (_, batch): Send => async () => {
    const {
      member: { id, key }
    } = senders[batch % senders.length]!
    const answer = await fetch(new URL('/api/clients/batch', collector.origin), {
      method: 'POST',
      headers: {
        ...boots[batch % senders.length],
        'x-client-key': key,
        [batchHeaders.clientId]: id,
        [batchHeaders.kind]: 'logs',
        [batchHeaders.sequence]: String(Math.floor(batch / senders.length) + 1),
        'content-type': 'application/json',
        'content-encoding': 'gzip'
      },
      body: bodies[batch % bodies.length]!
    })
    const text = await answer.text()
    if (answer.status !== 200) throw new Error(`a batch of log lines was answered ${answer.status}: ${text}`)
    return undefined
  })
  const before = cpuSeconds(collector.pid)
  const startedMs = performance.now()
  const [{ latencies }] = await Promise.all([applyLoad(prepareReports(fleet, 120).sends, seconds), applyLoad(sends, seconds)])
  while (!(await isDrained(collector))) await delay(100)
  const took = (performance.now() - startedMs) / 1000
  const lines = batches * linesOfBatch
  return { linesPerSecond: lines / took, cpuSecondsPerLine: (cpuSeconds(collector.pid) - before) / lines, reportSeconds: latencies }
}

/** Fills the embedded log, looks for words in it, and measures what it takes in beside the reports of a fleet. */
export const measureLog = async ({ directory, lines, devices, searches, say }: LogBenchOptions): Promise<LogMeasurements> => {
  const dataDirectory = join(directory, 'log')
  mkdirSync(dataDirectory, { recursive: true })
  say(`${lines} lines into the log …`)
  const { plainFile } = await fill({ directory: dataDirectory, lines, devices, say })
  const sizes = { bytesPerLine: statSync(join(dataDirectory, 'logs.db')).size / lines, plainBytesPerLine: statSync(plainFile).size / lines }
  await using collector = await startCollector({
    dataDirectory,
    env: {
      MIMAMORI_LOG_MAX_BYTES: '1000000000000',
      MIMAMORI_DEVICE_LOG_BYTES_PER_MINUTE: '1000000000',
      MIMAMORI_DEVICE_REQUESTS_PER_MINUTE: '1000000'
    }
  })
  const found: Record<string, { seconds: number, grepSeconds: number }> = {}
  for (const [name, text] of Object.entries(searches)) {
    say(`a search for ${text} …`)
    found[name] = { seconds: await medianSeconds(() => search(collector, text)), grepSeconds: await measureGrep(plainFile, text) }
  }
  say('lines and reports at once …')
  // Only now: the collector hangs up on connections that say nothing for as long as the searches take.
  const fleet = await createBenchFleet(340, collector.origin)
  await importFleet(collector, fleet.map(({ member }) => member))
  await applyLoad(prepareReports(fleet.slice(40), 60).sends, 3)
  const ingest = await measureIngest(collector, fleet.slice(0, 40), fleet.slice(40), 30)
  for (const device of fleet) device.close()
  await collector.stop()
  say('lines removed …')
  const retention = await measureRetention(dataDirectory)
  say('lines into a full log …')
  return { ...sizes, searches: found, ingest, retention, fullLogLinesPerSecond: await measureFullLog(dataDirectory) }
}
