import { logLevels, type LogLevel } from '@mimamori/contract'
import { errorsCountedSinceMs } from '@mimamori/contract/errors-window'
import type { Statement, Storage } from '../platform/storage/storage.ts'
import type { NewLogLine } from '../devices/snapshot/log-line.ts'

const hourMs = 3_600_000
const hourOf = (ms: number): number => Math.floor(ms / hourMs)

/** Counts that some lines add to those of their device. */
export interface CountedLines {
  readonly deviceId: string
  readonly levels: Readonly<Partial<Record<LogLevel, number>>>
  /** Errors by the hour of their event since 1970. */
  readonly errors: Readonly<Record<number, number>>
}

const countBy = <Key extends string | number>(keys: readonly Key[]): Partial<Record<Key, number>> => {
  const counts: Partial<Record<Key, number>> = {}
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1
  return counts
}

export const countLines = (deviceId: string, lines: readonly NewLogLine[]): CountedLines => ({
  deviceId,
  levels: countBy(lines.map(({ level }) => level)),
  errors: countBy(lines.filter(({ level }) => level === 'error').map(({ eventMs }) => hourOf(eventMs))) as Record<number, number>
})

/** Counts that answer without a query: lines ever taken by level, and errors by the hour. They are as the database has them. */
export interface LogCounts {
  /** Brings the database up to date, once the counted lines leave the queue. */
  statements (counted: readonly CountedLines[]): readonly Statement[]
  /** Called once the lines are on the disk. */
  add (counted: CountedLines): void
  /** All devices that ever had a line. */
  devices (): readonly string[]
  total (deviceId: string): Readonly<Record<LogLevel, number>>
  /** Since `errorsCountedSinceMs`. */
  errorsLast24h (deviceId: string, nowMs: number): number
  /** Moves errors of future hours to this hour: a clock that was ahead gave them their time. */
  clampTimes (nowMs: number): Promise<void>
  /** Forgets the errors of the hours before this one. */
  removeOld (beforeMs: number): Promise<void>
}

type Counts<Key> = readonly (readonly [Key, count: number])[]

const hoursOf = (errors: CountedLines['errors']): Counts<number> =>
  Object.entries(errors).map(([hour, count]) => [Number(hour), count])

/** Moves future hours to this one. */
export const clampHours = (errors: CountedLines['errors'], nowMs: number): CountedLines['errors'] => {
  const clamped: Record<number, number> = {}
  for (const [ofError, count] of hoursOf(errors)) {
    const hour = Math.min(ofError, hourOf(nowMs))
    clamped[hour] = (clamped[hour] ?? 0) + count
  }
  return clamped
}

/** Each device and key once. */
const sumOf = <Key extends string | number>(
  some: readonly (readonly [deviceId: string, counts: Counts<Key>])[]
): readonly (readonly [deviceId: string, Key, count: number])[] => {
  const sums = new Map<string, Map<Key, number>>()
  for (const [deviceId, counts] of some) {
    const ofDevice = sums.get(deviceId) ?? new Map<Key, number>()
    sums.set(deviceId, ofDevice)
    for (const [key, count] of counts) ofDevice.set(key, (ofDevice.get(key) ?? 0) + count)
  }
  return [...sums].flatMap(([deviceId, counts]) => [...counts].map(([key, count]) => [deviceId, key, count] as const))
}

const none: Readonly<Record<LogLevel, number>> = { debug: 0, info: 0, warn: 0, error: 0 }

/** The counts as they are in the database. */
export const loadLogCounts = async (storage: Storage): Promise<LogCounts> => {
  const totals = new Map<string, Record<LogLevel, number>>()
  const errors = new Map<string, Map<number, number>>()

  const addErrors = (deviceId: string, hour: number, count: number): void => {
    const hours = errors.get(deviceId) ?? new Map<number, number>()
    const sum = (hours.get(hour) ?? 0) + count
    if (sum === 0) hours.delete(hour)
    else hours.set(hour, sum)
    errors.set(deviceId, hours)
  }
  const addLines = (deviceId: string, levels: CountedLines['levels']): void => {
    const total = totals.get(deviceId) ?? { ...none }
    for (const level of logLevels) total[level] += levels[level] ?? 0
    totals.set(deviceId, total)
  }
  for (const { device_id: deviceId, level, lines } of await storage.query<{ device_id: string, level: string, lines: number }>(
    'logs.totals',
    {}
  )) {
    addLines(deviceId, { [level as LogLevel]: lines })
  }
  for (const { device_id: deviceId, hour, errors: count } of await storage.query<{ device_id: string, hour: number, errors: number }>(
    'logs.errors',
    {}
  )) {
    addErrors(deviceId, hour, count)
  }

  return {
    statements (counted) {
      const lines = sumOf(counted.map(({ deviceId, levels }) => [deviceId, Object.entries(levels)]))
      const hours = sumOf(counted.map(({ deviceId, errors }) => [deviceId, hoursOf(errors)]))
      return [
        { name: 'logs.count', parameters: { counts: JSON.stringify(lines) } },
        { name: 'logs.countErrors', parameters: { hours: JSON.stringify(hours) } }
      ]
    },
    add ({ deviceId, levels, errors }) {
      addLines(deviceId, levels)
      for (const [hour, count] of hoursOf(errors)) addErrors(deviceId, hour, count)
    },
    devices: () => [...totals.keys()],
    total: (deviceId) => totals.get(deviceId) ?? none,
    errorsLast24h (deviceId, nowMs) {
      let sum = 0
      for (const [hour, count] of errors.get(deviceId) ?? []) {
        if (hour >= hourOf(errorsCountedSinceMs(nowMs)) && hour <= hourOf(nowMs)) sum += count
      }
      return sum
    },
    async clampTimes (nowMs) {
      const now = hourOf(nowMs)
      const ahead = [...errors].flatMap(([deviceId, hours]) =>
        [...hours].filter(([hour]) => hour > now).map(([hour, count]) => ({ deviceId, hour, count }))
      )
      if (ahead.length === 0) return
      await storage.commit([
        { name: 'logs.clampErrors', parameters: { hour: now } },
        { name: 'logs.removeErrorsAfter', parameters: { hour: now } }
      ])
      for (const { deviceId, hour, count } of ahead) {
        addErrors(deviceId, hour, -count)
        addErrors(deviceId, now, count)
      }
    },
    async removeOld (beforeMs) {
      const oldest = hourOf(beforeMs)
      if (!errors.values().some((hours) => hours.keys().some((hour) => hour < oldest))) return
      await storage.commit([{ name: 'logs.removeErrorsBefore', parameters: { hour: oldest } }])
      for (const hours of errors.values()) for (const hour of hours.keys()) if (hour < oldest) hours.delete(hour)
    }
  }
}
