import { batchHeaders } from '@mimamori/contract'
import { bootHeaders } from '../../collector/test/boot-headers.ts'
import { startCollector, type CollectorProcess } from '../../collector/test/collector-process.ts'
import { logDatabaseFile, openLogsForReading } from '../../collector/src/logs/embedded/open-log-database.ts'
import { timed } from './log-searches.ts'

/** The longest that the answer to a line took, in seconds, and how many lines were removed meanwhile. */
export interface RetentionMeasurement {
  readonly whileRemoving: number
  readonly otherwise: number
  readonly removedLines: number
}

/** What is left of a log when its limit was lowered. */
const keptShare = 0.98
/** Answers that are measured when nothing is removed any more. */
const answersOtherwise = 300

/** Bytes that all lines take, as the limit counts them. */
export const usedBytes = (directory: string): number => {
  const database = openLogsForReading(logDatabaseFile(directory))
  try {
    return database.prepare('SELECT sum(bytes) AS used FROM devices').get()!['used'] as number
  } finally {
    database.close()
  }
}

const removedLines = async (collector: CollectorProcess): Promise<number> => {
  const answer = await fetch(new URL('/metrics', collector.origin), { headers: { authorization: `Bearer ${collector.adminToken}` } })
  return Number(/^mimamori_collector_log_lines_removed_total\{reason="space"\} (\d+)$/m.exec(await answer.text())![1])
}

/**
 * Starts a collector whose log is larger than its limit, and sends it one line after the other: each is answered when it is on the disk.
 */
export const measureRetention = async (dataDirectory: string): Promise<RetentionMeasurement> => {
  const maxBytes = Math.floor(usedBytes(dataDirectory) * keptShare)
  await using collector = await startCollector({
    dataDirectory,
    env: { MIMAMORI_LOG_MAX_BYTES: String(maxBytes), MIMAMORI_DEVICE_REQUESTS_PER_MINUTE: '1000000' }
  })
  const { body: { key } } = await collector.send('POST', '/api/clients', { body: { id: 'pi-of-retention' } })
  const boot = bootHeaders()
  let sequence = 0
  const sendLine = async (): Promise<void> => {
    sequence += 1
    const { status } = await collector.send('POST', '/api/clients/batch', {
      headers: { ...boot, 'x-client-key': key as string, [batchHeaders.kind]: 'logs', [batchHeaders.sequence]: String(sequence) },
      body: { items: [{ monotonicMs: 1000, wallMs: 0, level: 'info', message: `line ${sequence}` }] }
    })
    if (status !== 200) throw new Error(`a line was answered ${status}`)
  }
  const longestOf = async (answers: number): Promise<number> => {
    let longest = 0
    for (let i = 0; i < answers; i++) longest = Math.max(longest, await timed(sendLine))
    return longest
  }
  let whileRemoving = 0
  // From then on each line that comes removes one, without end.
  while (usedBytes(dataDirectory) > maxBytes) whileRemoving = Math.max(whileRemoving, await longestOf(20))
  const removed = await removedLines(collector)
  return { whileRemoving, otherwise: await longestOf(answersOtherwise), removedLines: removed }
}
