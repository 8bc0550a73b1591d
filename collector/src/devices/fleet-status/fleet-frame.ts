import type { FleetStatus, Language } from '@mimamori/contract'
import type { BackupState } from '@mimamori/contract/backup-state'
import { formatExactTimestamp } from '@mimamori/contract/format-time'
import type { ClockDoubt } from '../../platform/clock/trust.ts'
import type { LogOutage } from '../snapshot/log-line.ts'
import type { RestoredData } from '../../platform/storage/restored-data.ts'
import type { UnknownSenders } from '../authentication/unknown-senders.ts'
import type { Registry } from '../registry/registry.ts'
import type { DiskTrouble } from '../../platform/storage/errors.ts'
import { formatBackupFailure, formatClockDoubt, formatDiskTrouble, formatLogOutage, formatUnknownSenders } from './format-status.ts'
import { clocksFor, type Reader } from '../../platform/language/reader.ts'

interface Deps {
  readonly registry: Pick<Registry, 'all'>
  readonly clockDoubt: () => ClockDoubt | undefined
  readonly diskTrouble: () => DiskTrouble | undefined
  /** Set while log lines cannot be stored, with the time since when. */
  readonly logOutage: () => LogOutage | undefined
  readonly logBackend: 'embedded' | 'loki'
  /** The reason why the calendar file is not in force. */
  readonly calendarProblem: (language: Language) => string | undefined
  readonly backupFailure: () => BackupState['lastFailure']
  readonly restored: RestoredData | undefined
  readonly unknownSenders: Pick<UnknownSenders, 'ids'>
  /** IANA name of the time zone of a site. */
  readonly timeZoneOf: (site: string) => string
}

/**
 * The fleet status without its devices, with sentences in the reader's language: the server's time, its own clock, disk, log, calendar,
 * backups, devices that it does not know since it was restored, the sites.
 */
export type FleetFrame = (reader: Reader, nowMs: number) => Omit<FleetStatus, 'requestId' | 'clients'>

export const createFleetFrame =
  ({
    registry, clockDoubt, diskTrouble, logOutage, logBackend, calendarProblem, backupFailure, restored, unknownSenders, timeZoneOf
  }: Deps): FleetFrame =>
    (reader, nowMs) => {
      const doubt = clockDoubt()
      const trouble = diskTrouble()
      const outage = logOutage()
      const failure = backupFailure()
      const unknown = unknownSenders.ids()
      const { language } = reader
      const timeOptions = { language, nowMs, ...clocksFor(reader, timeZoneOf('')) }
      return {
        serverTime: new Date(nowMs).toISOString(),
        clock: {
          trusted: doubt === undefined,
          text: doubt === undefined ? null : formatClockDoubt(doubt, { ...timeOptions, exactNow: formatExactTimestamp(nowMs, timeOptions) })
        },
        storage: { writable: trouble === undefined, text: trouble === undefined ? null : formatDiskTrouble(trouble, language) },
        log: { text: outage === undefined ? null : formatLogOutage(outage, logBackend, timeOptions) },
        calendar: { text: calendarProblem(language) ?? null },
        backup: { text: failure === undefined ? null : formatBackupFailure(failure, timeOptions) },
        restore: { text: restored && unknown.length > 0 ? formatUnknownSenders(unknown, restored, timeOptions) : null },
        sites: [...new Set(registry.all().map(({ site }) => site))].sort().map((site) => ({ site, timeZone: timeZoneOf(site) }))
      }
    }
