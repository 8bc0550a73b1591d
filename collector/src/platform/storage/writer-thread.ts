/**
 * The thread that owns the database. It commits once a window, on average, everything that came in it; after an idle time
 * the first few go at once, since a caller that waits for one answer often sends the next thing only then.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { openForWriting } from './open-database.ts'
import { groupCommitter, type PendingTransaction } from './group-commit.ts'
import type { WriteRequest, WriterData } from './messages.ts'
import { shrinkALittle } from './shrink.ts'

const { file, sql, groupWindowMs } = workerData as WriterData
/** The pause between two steps of giving space back: at most some 2.5 MB a second, little enough for a slow card. */
const shrinkEveryMs = 100
const database = openForWriting(file)
const commitGroup = groupCommitter(database, sql)
let pending: PendingTransaction[] = []
let timer: NodeJS.Timeout | undefined
let shrinkTimer: NodeJS.Timeout | undefined
/** When the last commits ended, oldest first: as many as may go at once. */
let committedMs = [-Infinity, -Infinity, -Infinity, -Infinity]

const commitPending = (): void => {
  clearTimeout(timer)
  timer = undefined
  if (pending.length === 0) return
  const group = pending
  pending = []
  parentPort!.postMessage(commitGroup(group))
  committedMs = [...committedMs.slice(1), performance.now()]
  shrinkSoon()
}

/** Giving space back yields to writes that wait. */
const shrinkSoon = (): void => {
  shrinkTimer ??= setTimeout(() => {
    shrinkTimer = undefined
    if (pending.length > 0 || shrinkALittle(database)) shrinkSoon()
  }, shrinkEveryMs)
}

/** The last connection does this by itself; another program that has the database open keeps ours from being it. */
const leaveNoWal = (): void => {
  try {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  } catch {
    // A full disk: committed transactions stay in the WAL, and the next start takes it.
  }
}

parentPort!.on('message', (request: WriteRequest) => {
  if ('close' in request) {
    commitPending()
    clearTimeout(shrinkTimer)
    leaveNoWal()
    database.close()
    parentPort!.close()
    return
  }
  pending.push(request)
  timer ??= setTimeout(commitPending, Math.max(0, committedMs[0]! + committedMs.length * groupWindowMs - performance.now()))
})
