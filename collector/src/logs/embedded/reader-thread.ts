/** The thread that searches for lines, with a connection of its own. A question gets only a slice of it (search.ts). */
import { workerData } from 'node:worker_threads'
import { answerQuestions } from '../../platform/storage/answer-questions.ts'
import type { LogLine } from '../../devices/snapshot/log-line.ts'
import type { HighestBatch } from '../log-backend.ts'
import { createLineBuffer } from './line-buffer.ts'
import { openLogsForReading } from './open-log-database.ts'
import type { ReaderAnswer, ReaderQuestion, WriterData } from './messages.ts'
import { logSearch } from './search.ts'

const database = openLogsForReading((workerData as WriterData).file)
const buffer = createLineBuffer(database)
const search = logSearch(database, { buffer })

/** The time for reading the latest lines at a start: while the lines of an earlier version are not indexed, each device takes long. */
const latestOfEachMs = 1000

const latestOfEach = (limit: number): readonly LogLine[] => {
  const untilMs = performance.now() + latestOfEachMs
  return database.prepare('SELECT id FROM devices').all()
    .flatMap(({ id }) => performance.now() > untilMs ? [] : search({ deviceIds: [id as string], order: 'newest', limit }).lines)
    .sort((a, b) => a.id - b.id)
}

const highestBatch = (): HighestBatch =>
  (database.prepare('SELECT position, received_ms AS receivedMs FROM batches ORDER BY position DESC LIMIT 1').get() ??
    { position: 0, receivedMs: 0 }) as unknown as HighestBatch

const find = (question: ReaderQuestion): ReaderAnswer => {
  if ('buffer' in question) return { lines: [], ids: question.buffer.map((batch) => buffer.add(batch)) }
  if ('release' in question) {
    buffer.release(question.release)
    return { lines: [] }
  }
  if ('search' in question) return search(question.search)
  return 'latestOfEach' in question ? { lines: latestOfEach(question.latestOfEach) } : { lines: [], highest: highestBatch() }
}

answerQuestions<ReaderQuestion, ReaderAnswer>({ answer: find, close: () => { database.close() } })
