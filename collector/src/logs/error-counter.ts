import type { Storage } from '../storage/storage.ts'
import { hourOf, type LogCounts } from './log-counts.ts'
import type { LogLine } from './log-store.ts'

type ErrorLine = Pick<LogLine, 'id' | 'deviceId' | 'eventMs'>

/** Counts errors by the hour, as they come and as the database has them. */
export interface ErrorCounter {
  /** A line of level error that is committed. */
  add (line: ErrorLine): void
  /** Puts what the database has of the 24 hours before `nowMs` in the place of what was counted; `lastId`: the highest number given to a line. One at a time. */
  reload (nowMs: number, lastId: number): Promise<void>
}

export const createErrorCounter = (storage: Storage, counts: Pick<LogCounts, 'addErrors' | 'clearErrors'>): ErrorCounter => {
  /** Those that were added while the database is read. */
  let added: ErrorLine[] | undefined
  const add = (line: ErrorLine): void => {
    counts.addErrors(line.deviceId, hourOf(line.eventMs), 1)
    added?.push(line)
  }
  const reload = async (nowMs: number, lastId: number): Promise<void> => {
    const later: ErrorLine[] = []
    for (let unsettled = true; unsettled;) {
      added = []
      const hours = await storage.query<{ device_id: string, hour: number, errors: number }>('logs.errorsByHour', { since: (hourOf(nowMs) - 24) * 3_600_000, upTo: lastId })
      // Nobody can tell whether a line committed meanwhile was read: those after `lastId` were not, and the few before it are read again.
      unsettled = added.some(({ id }) => id <= lastId)
      later.push(...added.filter(({ id }) => id > lastId))
      if (unsettled) continue
      added = undefined
      counts.clearErrors()
      for (const { device_id: deviceId, hour, errors } of hours) counts.addErrors(deviceId, hour, errors)
      later.forEach(add)
    }
  }
  return {
    add,
    reload: async (nowMs, lastId) => { await reload(nowMs, lastId).finally(() => { added = undefined }) }
  }
}
