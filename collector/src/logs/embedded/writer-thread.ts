/** The thread that owns logs.db: every answer is given after its commit. */
import { workerData } from 'node:worker_threads'
import { answerQuestions } from '../../platform/storage/answer-questions.ts'
import { shrinkALittle } from '../../platform/storage/shrink.ts'
import { lineClamper } from './clamp-lines.ts'
import { oldLineIndexer } from './index-old-lines.ts'
import type { WriterAnswer, WriterData, WriterQuestion } from './messages.ts'
import { openLogsForWriting } from './open-log-database.ts'
import { lineRemover } from './remove-lines.ts'
import { batchStorer, type BufferedBatch } from './store-batches.ts'

/** The most lines that are moved or removed in one commit: some tens of milliseconds of a slow machine. */
const linesAtOnce = 1000

/** The most old lines that are indexed in one commit: as many as a flush has, since each commit begins a segment of the indexes. */
const indexedAtOnce = 20_000

/**
 * A step of retention removes lines, some at a time, for this long: lines to be stored wait for it. The index's own merges come on top,
 * and grow with the lines.
 */
const removalMs = 15
const removedAtOnce = 50

const forAWhile = (removeSome: () => number): number => {
  const untilMs = performance.now() + removalMs
  let removed = 0
  for (let some = removeSome(); some > 0; some = removed < linesAtOnce && performance.now() < untilMs ? removeSome() : 0) removed += some
  return removed
}

const { file, maxBytes } = workerData as WriterData
const database = openLogsForWriting(file)
const store = batchStorer(database)
const remover = lineRemover(database)
const clamp = lineClamper(database)
const indexOld = oldLineIndexer(database)
let buffered: BufferedBatch[] = []
const nothing: WriterAnswer = { removed: { age: 0, space: 0 }, changed: 0 }

/** Writes a page unchanged: a disk that takes nothing shows at every round of retention, though lines are written once an hour. */
const probe = (): void => {
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number }
  database.exec(`PRAGMA user_version = ${version}`)
}

const carryOut = (question: Exclude<WriterQuestion, { readonly buffer: readonly BufferedBatch[] }>): WriterAnswer => {
  if ('clamp' in question) return { ...nothing, changed: clamp(question.clamp.nowMs, linesAtOnce) }
  if ('makeRoom' in question) {
    const { beforeMs } = question.makeRoom
    probe()
    const age = beforeMs === undefined ? 0 : forAWhile(() => remover.olderThan(beforeMs, removedAtOnce))
    const space = age > 0 ? 0 : forAWhile(() => remover.overLimit(maxBytes, { lines: removedAtOnce }))
    return { removed: { age, space }, changed: age + space || indexOld(indexedAtOnce) }
  }
  const bytes = store(buffered)
  remover.linesWereAdded(question.flush.oldestPosition)
  // Twice the new bytes: a store whose limit was lowered becomes smaller with each batch, too.
  return { ...nothing, removed: { age: 0, space: remover.overLimit(maxBytes, { bytes: 2 * bytes }) } }
}

const commit = (question: WriterQuestion): WriterAnswer => {
  if ('buffer' in question) {
    buffered.push(...question.buffer)
    return nothing
  }
  database.exec('BEGIN IMMEDIATE')
  try {
    const answer = carryOut(question)
    database.exec('COMMIT')
    if ('flush' in question) buffered = []
    return answer
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

/** After this long without a question there is time to give space back. */
const idleMs = 100
let idle: NodeJS.Timeout | undefined
const shrinkWhenIdle = (): void => {
  clearTimeout(idle)
  idle = setTimeout(() => { if (shrinkALittle(database)) shrinkWhenIdle() }, idleMs)
}

answerQuestions<WriterQuestion, WriterAnswer>({
  answer (question) {
    shrinkWhenIdle()
    return commit(question)
  },
  close () {
    clearTimeout(idle)
    database.close()
  }
})
