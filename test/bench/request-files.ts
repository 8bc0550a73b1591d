import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { until } from '../../collector/test/until.ts'
import { startCollector } from '../../collector/test/collector-process.ts'
import { uptimeAtStart } from '../simulator/condition.ts'
import { importFleet } from '../simulator/start-fleet.ts'
import { createBenchFleet } from './bench-fleet.ts'

/** The files of which a function was called for one request, and those of which one was called between the request before it and this one. */
export interface RequestFiles {
  readonly during: readonly string[]
  readonly before: readonly string[]
}

/** Files in the order of their names. */
export interface ReportFiles {
  /** Of a report that differs from the last one of its device in its values alone. */
  readonly known: readonly string[]
  /** Of one whose template no device had yet. */
  readonly fresh: readonly string[]
  /** Of no request at all: timers, over `idleSeconds`. */
  readonly idle: readonly string[]
}

export const idleSeconds = 10
/** Reports of each kind. */
export const reportsOfEach = 5

/** What ran in every round: what a timer did in one of them by chance is not the report’s. */
const inAll = (requests: readonly RequestFiles[]): readonly string[] => {
  const [first, ...others] = requests.map(({ during }) => during)
  return first!.filter((file) => others.every((files) => files.includes(file)))
}

/** A device reports to a collector of its own process, one report after the other, as an agent does. */
export const measureReportFiles = async (directory: string): Promise<ReportFiles> => {
  const file = join(directory, 'request-files.jsonl')
  const collector = await startCollector({
    dataDirectory: join(directory, 'files'), adminToken: randomBytes(32).toString('base64url'),
    nodeFlags: ['--import', join(import.meta.dirname, 'files-probe.ts')], env: { MIMAMORI_TEST_FILES_FILE: file }
  })
  try {
    const [device] = await createBenchFleet(1, collector.origin)
    const { member, reporter, exposition, close } = device!
    await importFleet(collector, [member])
    const lines = async (): Promise<readonly string[]> => (await readFile(file, 'utf8')).split('\n').slice(0, -1)
    let sent = 0
    const report = async (more = ''): Promise<RequestFiles> => {
      const elapsedSeconds = sent * 60
      await reporter.report(exposition(elapsedSeconds) + more, { wallMs: Date.now(), monotonicMs: (uptimeAtStart(member.id) + elapsedSeconds) * 1000, isSynchronised: true })
      sent++
      await until('the collector reports the request', async () => existsSync(file) && (await lines()).length === sent, { withinMs: 10_000 })
      return JSON.parse((await lines()).at(-1)!) as RequestFiles
    }
    // The first makes the device active.
    await report()
    await report()
    const known: RequestFiles[] = []
    const fresh: RequestFiles[] = []
    for (let round = 0; round < reportsOfEach; round++) known.push(await report())
    for (let round = 0; round < reportsOfEach; round++) fresh.push(await report(`bench_template{round="${round}"} 1\n`))
    await delay(idleSeconds * 1000)
    const { before: idle } = await report()
    close()
    return { known: inAll(known), fresh: inAll(fresh), idle }
  } finally {
    await collector.stop()
  }
}
