import type { Measure } from '@mimamori/contract'
import type { LiveSample } from '../live/live-sample.ts'
import { restartFamily } from './restarts.ts'

/** Facts from a device's series beyond the four key metrics. A fact that the device does not measure is absent. */
export interface Facts {
  readonly model?: string
  readonly os?: string
  readonly kernel?: string
  /** The proved revisions that run, by release. */
  readonly releases: Readonly<Record<string, string>>
  /** All releases that are declared on the device, whether they answer or not; absent if none is. */
  readonly declaredReleases?: readonly string[]
  /** Unix milliseconds by the device's own clock. */
  readonly bootMs?: number
  readonly undervoltage?: boolean
  readonly throttled?: boolean
  readonly throttledSinceBoot?: boolean
  readonly rootReadOnly?: boolean
  /** Names of watched units and processes that are not running; absent if all are. */
  readonly watchedDown?: readonly string[]
  /** Units that systemd keeps restarting. */
  readonly watchedRestarting?: readonly string[]
  /** Names of watched addresses and releases without a good answer, or without a revision. */
  readonly checksFailing?: readonly string[]
  readonly measures: Readonly<Partial<Record<Measure, number>>>
}

/** The families of a report that facts are read from. */
export const factFamilies = [
  'mimamori_board_info',
  'mimamori_release_info',
  'mimamori_throttling_active',
  'mimamori_throttling_since_boot',
  'mimamori_root_filesystem_readonly',
  'mimamori_watched_unit_active',
  'mimamori_watched_processes',
  restartFamily,
  'mimamori_watched_http_up',
  'mimamori_release_up',
  'mimamori_wireless_signal_dbm',
  'node_os_info',
  'node_uname_info',
  'node_boot_time_seconds',
  'node_load1',
  'node_load5',
  'node_load15',
  'node_memory_MemTotal_bytes',
  'node_memory_MemAvailable_bytes',
  'node_filesystem_size_bytes',
  'node_filesystem_avail_bytes',
  'node_filesystem_readonly'
] as const

/** The families of lasting facts: a handful of samples. */
export const lastingFamilies = ['mimamori_board_info', 'mimamori_release_info', 'node_os_info', 'node_uname_info'] as const

/** The soft temperature limit needs no action: some boards reach it at 60 °C, and clock down a little. */
const slowed = ['throttled', 'frequency_capped']

/** Reads facts from the newest report; once its series have expired, only facts that do not change are taken from it. */
export const readFacts = (samples: readonly LiveSample[], last?: LastingFacts): Facts => {
  if (samples.length === 0) return last ? { ...lastingFacts(last), measures: {} } : { releases: {}, measures: {} }
  const find = (name: string, labels: Readonly<Record<string, string>> = {}) =>
    samples.find((sample) => sample.name === name && Object.entries(labels).every(([label, value]) => sample.labels[label] === value))
  const throttling = (name: string, conditions: readonly string[]): boolean | undefined => {
    const found = samples.filter((sample) => sample.name === name && conditions.includes(sample.labels.condition ?? ''))
    return found.length === 0 ? undefined : found.some(({ value }) => value === 1)
  }
  const root = { mountpoint: '/' }
  const boot = find('node_boot_time_seconds')?.value
  return present({
    model: find('mimamori_board_info')?.labels.model ?? last?.model,
    os: find('node_os_info')?.labels.pretty_name ?? last?.os,
    kernel: find('node_uname_info')?.labels.release ?? last?.kernel,
    releases: releasesOf(samples),
    declaredReleases: declaredIn(samples),
    bootMs: boot === undefined ? undefined : boot * 1000,
    undervoltage: throttling('mimamori_throttling_active', ['undervoltage']),
    throttled: throttling('mimamori_throttling_active', slowed),
    throttledSinceBoot: throttling('mimamori_throttling_since_boot', ['undervoltage', ...slowed]),
    rootReadOnly: isRootReadOnly(samples),
    watchedDown: namesAtZero(samples, { mimamori_watched_unit_active: 'name', mimamori_watched_processes: 'name' }),
    checksFailing: namesAtZero(samples, { mimamori_watched_http_up: 'name', mimamori_release_up: 'release' }),
    measures: present({
      load1: find('node_load1')?.value,
      load5: find('node_load5')?.value,
      load15: find('node_load15')?.value,
      memoryTotalBytes: find('node_memory_MemTotal_bytes')?.value,
      memoryAvailableBytes: find('node_memory_MemAvailable_bytes')?.value,
      diskTotalBytes: find('node_filesystem_size_bytes', root)?.value,
      diskAvailableBytes: find('node_filesystem_avail_bytes', root)?.value,
      wifiSignalDbm: find('mimamori_wireless_signal_dbm')?.value
    })
  })
}

/** As the alert FilesystemReadOnly: without the agent's own metric by node_exporter's, in which a writable overlay may cover the root. */
const isRootReadOnly = (samples: readonly LiveSample[]): boolean | undefined => {
  const own = samples.filter(({ name }) => name === 'mimamori_root_filesystem_readonly')
  const ofNodeExporter = samples.filter(({ name, labels }) => name === 'node_filesystem_readonly' && labels.mountpoint === '/')
  const roots = own.length > 0 ? own : ofNodeExporter
  return roots.length === 0 ? undefined : roots.every(({ value }) => value === 1)
}

const declaredIn = (samples: readonly LiveSample[]): readonly string[] | undefined => {
  const names = samples.flatMap(({ name, labels: { release } }) => name === 'mimamori_release_up' && release ? [release] : [])
  return names.length === 0 ? undefined : names
}

/**
 * Names for which the alerts WatchedServiceDown and WatchedCheckFailing fire: the value is 0. `families`: each
 * with the label that has the name.
 */
const namesAtZero = (samples: readonly LiveSample[], families: Readonly<Record<string, string>>): readonly string[] | undefined => {
  const names = samples.flatMap(({ name, labels, value }) => {
    const label = families[name]
    return label !== undefined && value === 0 ? [labels[label] ?? ''] : []
  })
  return names.length === 0 ? undefined : [...new Set(names)].sort()
}

/** Facts that stay true while a device does not report. */
export type LastingFacts = Pick<Facts, 'model' | 'os' | 'kernel' | 'releases'>

export const lastingFacts = ({ model, os, kernel, releases }: LastingFacts): LastingFacts => present({ model, os, kernel, releases })

const releasesOf = (samples: readonly LiveSample[]): Record<string, string> => {
  const releases: Record<string, string> = {}
  for (const { name, labels: { release, revision }, value } of samples) {
    if (name === 'mimamori_release_info' && value === 1 && release && revision) releases[release] = revision
  }
  return releases
}

type Known<Fields extends object> = { [Key in keyof Fields]: Exclude<Fields[Key], undefined> }

/** Leaves out unknown values, and NaN and Inf, which an exposition may contain. */
const present = <Fields extends object>(fields: Fields): Known<Fields> =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && (typeof value !== 'number' || Number.isFinite(value)))
  ) as Known<Fields>
