import { z } from 'zod'
import { alertStates, severityOf, type AlertView, type NotifiedAlert } from '@mimamori/contract'
import { readJson } from '../../platform/storage/read-json.ts'
import type { UnsentEnd } from './alerts.ts'
import type { Suppressions } from './suppressions.ts'

/** A row of `alerts.list` and `alerts.one` (tables.ts). */
export type AlertRow = Readonly<{
  id: number
  fingerprint: string
  starts_ms: number
  ends_ms: number | null
  name: string
  severity: string | null
  device: string | null
  site: string | null
  labels: string
  annotations: string
  acknowledged_ms: number | null
  acknowledged_by: string | null
  note: string | null
  notified: string
}>

/** A row of an alert that has ended. */
export type EndRow = Readonly<
  Pick<AlertRow, 'id' | 'fingerprint' | 'starts_ms' | 'severity' | 'labels' | 'annotations'> & { ends_ms: number, not_notified: string }
>

const pairs = z.record(z.string(), z.string())
const notified = z.array(
  z.object({ receiver: z.string(), state: z.enum(alertStates), firstMs: z.number(), lastMs: z.number(), delivered: z.number() })
)
const notNotified = z.array(z.object({ receiver: z.string(), lastMs: z.number() }))
export const isoTime = (ms: number): string => new Date(ms).toISOString()

/** An alert that fires, is not critical, and is of a site in its off-hours: nobody is notified of it until the site has opened. */
const isOffHours = ({ ends_ms: endsMs, severity, site }: AlertRow, closedSites: readonly string[]): boolean =>
  endsMs === null && severityOf(severity) !== 'critical' && site !== null && closedSites.includes(site)

/** The reasons why people are not notified now. */
export interface Muting {
  /** The sites that are in their off-hours now. */
  readonly closedSites: readonly string[]
  readonly suppressions: Suppressions
}

/** An alert as the API shows it. */
export const toAlertView = (row: AlertRow, { closedSites, suppressions }: Muting): AlertView => ({
  fingerprint: row.fingerprint,
  name: row.name,
  severity: row.severity,
  device: row.device,
  site: row.site,
  state: row.ends_ms === null ? 'firing' : 'resolved',
  startsAt: isoTime(row.starts_ms),
  endsAt: row.ends_ms === null ? null : isoTime(row.ends_ms),
  offHours: isOffHours(row, closedSites),
  suppression: row.ends_ms === null ? (suppressions.get(row.fingerprint) ?? null) : null,
  labels: readJson(row.labels, pairs) ?? {},
  annotations: readJson(row.annotations, pairs) ?? {},
  acknowledgement:
    row.acknowledged_ms === null ? null : { by: row.acknowledged_by ?? '', at: isoTime(row.acknowledged_ms), note: row.note },
  notified: (readJson(row.notified, notified) ?? []).map(({ receiver, state, firstMs, lastMs, delivered }) => ({
    receiver,
    state,
    firstAt: isoTime(firstMs),
    lastAt: isoTime(lastMs),
    delivered: delivered === 1
  }))
})

export const toUnsentEnd = (row: EndRow): UnsentEnd => ({
  id: row.id,
  fingerprint: row.fingerprint,
  severity: severityOf(row.severity),
  startsAt: isoTime(row.starts_ms),
  endsAt: isoTime(row.ends_ms),
  labels: readJson(row.labels, pairs) ?? {},
  annotations: readJson(row.annotations, pairs) ?? {},
  notNotified: readJson(row.not_notified, notNotified) ?? []
})

const orNull = (text: string | undefined): string | null => text === undefined || text === '' ? null : text

/** An alert as the statements take it. */
export const fromNotified = ({ status, fingerprint, startsAt, endsAt, labels, annotations }: Omit<NotifiedAlert, 'generatorURL'>) => {
  const startsMs = Date.parse(startsAt)
  return {
    fingerprint,
    startsMs,
    endsMs: status === 'firing' ? null : Math.max(startsMs, Date.parse(endsAt)),
    name: labels['alertname']!,
    severity: orNull(labels['severity']),
    device: orNull(labels['device']),
    site: orNull(labels['site']),
    labels: JSON.stringify(labels),
    annotations: JSON.stringify(annotations)
  }
}
