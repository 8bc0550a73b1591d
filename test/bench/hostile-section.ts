import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { startCollector } from '../../collector/test/collector-process.ts'
import { importFleet } from '../simulator/start-fleet.ts'
import { createBenchFleet, prepareReports } from './bench-fleet.ts'
import type { HostileAnswers, HostilePlan } from './hostile-clients.ts'
import { applyLoad, type LoadResult } from './load.ts'
import { memoryOf } from './process-cost.ts'
import { quantile } from './statistics.ts'
import { megabytes, milliseconds, type Row, type Section } from './table.ts'

const devices = 300
/** Over so many seconds each device reports once. */
const overSeconds = 20
const openLogins = 1000
/** Few, so that what is sent is read, rather than connections opened and closed. */
const connections = 16

interface Stretch extends LoadResult {
  readonly peakBytes: number
  readonly answers: HostileAnswers
}

/** The most that the process holds while the work goes on. */
const peakDuring = async <Result>(pid: number, work: Promise<Result>): Promise<{ readonly result: Result, readonly peakBytes: number }> => {
  let peakBytes = memoryOf(pid).residentBytes
  const over = work.then(() => true, () => true)
  while (!await Promise.race([over, delay(200, false)])) peakBytes = Math.max(peakBytes, memoryOf(pid).residentBytes)
  return { result: await work, peakBytes }
}

/** Resolves once the log-ins are open. */
const start = async (plan: HostilePlan): Promise<Worker> => {
  const worker = new Worker(new URL('hostile-clients.ts', import.meta.url), { workerData: plan })
  if (plan.openLogins > 0) await once(worker, 'message')
  return worker
}

const answersOf = async (worker: Worker): Promise<HostileAnswers> => {
  worker.postMessage('answers')
  const [answers] = await once(worker, 'message') as [HostileAnswers]
  return answers
}

const describeAnswers = (answers: HostileAnswers): string =>
  Object.entries(answers)
    .map(([status, count]) => `${count} × ${status}`)
    .join(', ') || 'none'

const rowsOf = (what: string, stretch: Stretch, calm: Stretch, mostGrowthBytes: number): readonly Row[] => {
  const [p99, calmP99] = [quantile(stretch.latencies, 0.99), quantile(calm.latencies, 0.99)]
  const growth = Math.max(0, stretch.peakBytes - calm.peakBytes)
  return [
    {
      what: `resident memory at its most, ${what}`,
      ours: megabytes(stretch.peakBytes),
      peer: megabytes(calm.peakBytes),
      ratio: stretch.peakBytes / calm.peakBytes,
      budget: { text: `at most ${megabytes(mostGrowthBytes)} more`, isKept: growth <= mostGrowthBytes }
    },
    {
      what: `everybody else’s answers, 99th percentile, ${what}`,
      ours: milliseconds(p99),
      peer: milliseconds(calmP99),
      ratio: p99 / calmP99,
      budget: { text: 'under 50 ms', isKept: p99 < 0.05 }
    },
    { what: `reports of others that were refused, ${what}`, ours: describeAnswers(stretch.refusals), peer: describeAnswers(calm.refusals) },
    { what: `what the hostile client was answered, ${what}`, ours: describeAnswers(stretch.answers), peer: '' }
  ]
}

/** What hostile clients cost the collector, and everybody else. */
export const hostileSection = async (directory: string, say: (line: string) => void): Promise<Section> => {
  const collector = await startCollector({ dataDirectory: join(directory, 'hostile'), adminToken: randomBytes(32).toString('base64url') })
  try {
    const everybody = await createBenchFleet(devices + 1, collector.origin)
    await importFleet(collector, everybody.map(({ member }) => member))
    const [hostile, ...fleet] = everybody
    let elapsedSeconds = 0
    const report = async (): Promise<LoadResult> => applyLoad(prepareReports(fleet, elapsedSeconds += 60).sends, overSeconds)
    const measure = async (what: string, plan?: Omit<HostilePlan, 'origin'>): Promise<Stretch> => {
      say(`${devices} devices report over ${overSeconds} s, ${what} …`)
      const worker = plan && await start({ ...plan, origin: collector.origin.href })
      try {
        const { result, peakBytes } = await peakDuring(collector.pid, report())
        return { ...result, peakBytes, answers: worker === undefined ? {} : await answersOf(worker) }
      } finally {
        await worker?.terminate()
      }
    }
    await measure('unmeasured')
    const calm = await measure('undisturbed')
    const logins = await measure(`with ${openLogins} open log-ins`, { openLogins, connections: 0 })
    const oneKey = await measure('with one hostile key', { openLogins: 0, connections, key: hostile!.member.key })
    for (const { close } of everybody) close()
    return {
      title: 'The collector beside hostile clients',
      method:
        `${devices} devices report once in ${overSeconds} s, each on a connection of its own: first undisturbed, then while somebody without a key holds ${openLogins} log-ins open whose bodies never end, and opens each again when it is closed, ` +
        `then while somebody with one device’s key sends batches of 1 MB of log lines full of what may be a secret, 1 MB in the context of a single line, and expositions of 4 MB on ${connections} connections, as fast as they are answered, whatever the answer. Memory is the largest VmRSS seen, five times a second, before and after in the same process. All is on this machine, and the hostile client takes a core of it.`,
      peer: 'undisturbed',
      rows: [...rowsOf('open log-ins', logins, calm, 64e6), ...rowsOf('one hostile key', oneKey, calm, 256e6)]
    }
  } finally {
    await collector.stop()
  }
}
