import { z } from 'zod'
import type { AlertGroup, Severity } from '@mimamori/contract'
import { isoTime } from './alert-rows.ts'
import { readJson } from '../../platform/storage/read-json.ts'

export type GroupRow = Readonly<{
  name: string
  severity: Severity
  site: string | null
  alerts: number
  acknowledged: number
  oldest_ms: number
  newest_ms: number
  devices: string
  annotations: string
}>

/** As many as a line names. */
const devicesNamed = 3

/** A group as the API shows it. */
export const toAlertGroup = (row: GroupRow): AlertGroup => ({
  name: row.name,
  severity: row.severity,
  site: row.site,
  count: row.alerts,
  acknowledged: row.acknowledged,
  oldest: isoTime(row.oldest_ms),
  newest: isoTime(row.newest_ms),
  devices: (readJson(row.devices, z.array(z.string().nullable())) ?? []).filter((device) => device !== null).sort().slice(0, devicesNamed),
  annotations: readJson(row.annotations, z.record(z.string(), z.string())) ?? {}
})
