import type { Language } from '@mimamori/contract'
import type { BackupState } from '@mimamori/contract/backup-state'
import { formatTimestamp, formatSkew, type TimeOptions } from '@mimamori/contract/format-time'
import { formatBytes } from '@mimamori/contract/quantity'
import type { ClockDoubt } from '../../platform/clock/trust.ts'
import type { RestoredData } from '../../platform/storage/restored-data.ts'
import type { Reason } from '../freshness/freshness.ts'
import type { ScrapeFailure } from '../freshness/scrape-failure.ts'
import type { Sender } from '../connection/identity-conflict.ts'
import type { Warning } from '../warnings/warning.ts'
import type { LogOutage } from '../snapshot/log-line.ts'
import type { Device } from '../registry/device.ts'
import { withoutQuery } from '../registry/without-query.ts'
import type { DiskTrouble } from '../../platform/storage/errors.ts'
import { deviceReasonText } from './device-reason-text.ts'

/** The reason why a device is not fresh, or shows nothing, as one sentence with the next step. */
export const formatReason = (
  reason: Reason, device: Pick<Device, 'address' | 'site' | 'id' | 'scrapeUrl'>, options: TimeOptions
): string =>
  deviceReasonText[options.language].reasons[reason.code]({
    at: reason.atMs === undefined ? '' : formatTimestamp(reason.atMs, options),
    until: reason.untilMs === undefined ? undefined : formatTimestamp(reason.untilMs, options),
    note: reason.note,
    refusedAs: reason.refusedAs ?? '',
    address: device.address ?? device.id,
    site: device.site,
    url: device.scrapeUrl === undefined ? undefined : withoutQuery(device.scrapeUrl),
    backup: reason.backupMs === undefined ? undefined : formatTimestamp(reason.backupMs, options),
    scrapeFailure: reason.scrapeFailure === undefined ? '' : formatScrapeFailure(reason.scrapeFailure, device, options.language)
  })

const formatScrapeFailure = (
  { code, detail = '' }: ScrapeFailure, { scrapeUrl = '' }: Pick<Device, 'scrapeUrl'>, language: Language
): string =>
  deviceReasonText[language].scrapeFailures[code]({ url: withoutQuery(scrapeUrl), detail })

/** A warning as one sentence with the next step. */
export const formatWarning = (warning: Warning, options: TimeOptions): string =>
  deviceReasonText[options.language].warnings[warning.code]({
    value: formatValue(warning, options),
    expected: warning.expected ?? '',
    senders: (warning.senders ?? []).map((sender) => formatSender(sender, options.language))
  })

export const formatClockDoubt = (doubt: ClockDoubt, options: TimeOptions & { readonly exactNow: string }): string =>
  deviceReasonText[options.language].clock[doubt]({ now: options.exactNow })

export const formatDiskTrouble = (trouble: DiskTrouble, language: Language): string => deviceReasonText[language].storage[trouble]

export const formatBackupFailure = ({ endedAt, reason }: NonNullable<BackupState['lastFailure']>, options: TimeOptions): string =>
  deviceReasonText[options.language].backup[reason]({ at: formatTimestamp(Date.parse(endedAt), options) })

/** The most devices that a sentence names. */
const mostNamed = 10

export const formatUnknownSenders = (ids: readonly string[], { takenMs }: RestoredData, options: TimeOptions): string =>
  deviceReasonText[options.language].restore({
    backup: formatTimestamp(takenMs, options), ids: ids.slice(0, mostNamed), more: Math.max(0, ids.length - mostNamed)
  })

export const formatLogOutage = (
  { sinceMs, waitingBytes, roomBytes }: LogOutage,
  backend: 'embedded' | 'loki',
  options: TimeOptions
): string =>
  deviceReasonText[options.language].log[backend]({
    since: formatTimestamp(sinceMs, options),
    waiting: formatBytes(waitingBytes),
    room: formatBytes(roomBytes)
  })

const formatSender = ({ address = '?', hostname }: Sender, language: Language): string =>
  hostname === undefined ? address : language === 'ja' ? `${address}（${hostname}）` : `${address} (${hostname})`

const formatValue = ({ code, value = 0, found = '' }: Warning, options: TimeOptions): string => {
  if (code === 'disk_full' || code === 'memory_short') return `${Math.round(value * 100)}%`
  if (code === 'hot') return `${value.toFixed(1)} °C`
  if (code === 'clock_wrong') return formatSkew(value, options.language)
  return code === 'identity_conflict' ? formatTimestamp(value, options) : found
}
