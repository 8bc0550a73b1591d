/** The thread that looks for lines, with a connection of its own. A question gets a slice of it and no more (search.ts). */
import { parentPort, workerData } from 'node:worker_threads'
import { toFailure } from '../../storage/failure.ts'
import type { RequestResult } from '../../storage/messages.ts'
import { openForReading } from '../../storage/open-database.ts'
import type { LogLine } from '../log-line.ts'
import { lineColumns, toLogLine, type LineRow } from './line-row.ts'
import type { ReaderAnswer, ReaderQuestion, WriterData } from './messages.ts'
import { logSearch } from './search.ts'

const database = openForReading((workerData as WriterData).file)
const search = logSearch(database)

const latestOfEach = (limit: number): readonly LogLine[] =>
  (database.prepare(`
    SELECT ${lineColumns} FROM devices o JOIN lines l ON l.id IN (SELECT id FROM lines WHERE device = o.device ORDER BY id DESC LIMIT :limit)
    JOIN batches b ON b.position = l.batch JOIN devices d ON d.device = l.device ORDER BY l.id`).all({ limit }) as unknown as LineRow[]).map(toLogLine)

const highestPosition = (): number => database.prepare('SELECT coalesce(max(position), 0) AS position FROM batches').get()!['position'] as number

const find = (question: ReaderQuestion): ReaderAnswer => {
  if ('search' in question) return search(question.search)
  return 'latestOfEach' in question ? { lines: latestOfEach(question.latestOfEach) } : { lines: [], position: highestPosition() }
}

const answer = (question: ReaderQuestion & { readonly id: number }): RequestResult<ReaderAnswer> => {
  try {
    return { id: question.id, value: find(question) }
  } catch (error) {
    return { id: question.id, failure: toFailure(error) }
  }
}

parentPort!.on('message', (question: (ReaderQuestion & { readonly id: number }) | { readonly close: true }) => {
  if ('close' in question) {
    database.close()
    parentPort!.close()
    return
  }
  parentPort!.postMessage([answer(question)])
})
