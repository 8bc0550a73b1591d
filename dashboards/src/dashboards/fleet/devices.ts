import * as units from '@grafana/grafana-foundation-sdk/units'
import { agentRelease } from '@mimamori/contract/outcomes'
import { deviceLabels } from '../../device-labels.ts'
import type { Context } from '../../grafana/dashboard.ts'
import { deviceStatus, statusWords } from '../../grafana/device-status.ts'
import { keyMetrics } from '../../grafana/key-metrics.ts'
import { deviceLinks } from '../../grafana/links.ts'
import { table } from '../../grafana/panels/table.ts'
import { chosen, inUse, ofDevices } from '../../grafana/selectors.ts'
import { atOrAbove, orangeAtOrAbove } from '../../grafana/thresholds.ts'
import { outcomeRank, rankWords } from '../../grafana/update-outcome.ts'
import { limits } from '../../limits.ts'
import type { FleetText } from '../../text/fleet-text.ts'

const ofApplications = `release!="${agentRelease}"`

/** One release for each device, and not the agent's: a row of a table cannot hold two. */
const oneRelease = `topk by (${deviceLabels}) (1, ${ofDevices('mimamori_device_release_info', { where: ofApplications, by: 'release, revision' })})`

/** The admin view: one row for each device, the worst first. */
export const devices = (text: FleetText, { common, language }: Context) => {
  const { columns } = common
  return table({
    text: text.table,
    sortBy: columns.status,
    labelsOf: [inUse(ofDevices('mimamori_device_info', { by: 'hostname' })), inUse(oneRelease)],
    columns: [
      { title: columns.status, expr: deviceStatus, mapping: statusWords(common), width: 130 },
      { title: columns.device, label: 'device', links: deviceLinks(common, language), width: 190 },
      { title: columns.hostname, label: 'hostname' },
      { title: columns.site, label: 'site' },
      { title: columns.role, label: 'role' },
      {
        title: columns.lastSeen,
        expr: inUse(`time() - ${ofDevices('mimamori_device_last_seen_timestamp_seconds')}`),
        unit: units.Seconds,
        decimals: 0,
        thresholds: atOrAbove(limits.silentAfterSeconds)
      },
      ...(['cpu', 'memory', 'disk', 'temperature'] as const).map((name) => ({ title: columns[name], ...keyMetrics[name] })),
      {
        title: columns.errors,
        expr: `max by (${deviceLabels}) (increase(mimamori_device_log_lines_total{${chosen}, level="error"}[24h]))`,
        unit: units.Short,
        decimals: 0,
        thresholds: orangeAtOrAbove(1)
      },
      { title: columns.revision, label: 'revision' },
      { title: columns.outcome, expr: inUse(outcomeRank), mapping: rankWords(common) },
      // Grafana's dates are in milliseconds.
      {
        title: columns.updatedAt,
        expr: inUse(`1000 * ${ofDevices('mimamori_update_last_run_timestamp_seconds', { where: ofApplications })}`),
        unit: units.DateTimeFromNow
      }
    ]
  })
}
