/**
 * The thread that owns the database: commits what comes after a quiet moment at once, and gathers what comes within a window
 * after that, to commit it together.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { openForWriting } from './open-database.ts'
import { groupCommitter, type PendingUnit } from './group-commit.ts'
import type { ThreadData, WriteRequest } from './messages.ts'
import { statements } from './statements/index.ts'

const { file, groupWindowMs } = workerData as ThreadData
const database = openForWriting(file)
const commitGroup = groupCommitter(database, statements)
let pending: PendingUnit[] = []
let timer: NodeJS.Timeout | undefined
let committedMs = -Infinity

const commitPending = (): void => {
  clearTimeout(timer)
  timer = undefined
  if (pending.length === 0) return
  const group = pending
  pending = []
  parentPort!.postMessage(commitGroup(group))
  committedMs = performance.now()
}

parentPort!.on('message', (request: WriteRequest) => {
  if ('close' in request) {
    commitPending()
    database.close()
    parentPort!.close()
    return
  }
  pending.push(request)
  timer ??= setTimeout(commitPending, Math.max(0, committedMs + groupWindowMs - performance.now()))
})
