import * as units from '@grafana/grafana-foundation-sdk/units'
import { deviceLabels } from '../../device-labels.ts'
import type { Context } from '../../grafana/dashboard.ts'
import { keyMetrics } from '../../grafana/key-metrics.ts'
import { table } from '../../grafana/panels/table.ts'
import { chosen, ofDevices } from '../../grafana/selectors.ts'
import { atOrAbove, orangeAtOrAbove } from '../../grafana/thresholds.ts'
import type { SitesText } from '../../text/sites-text.ts'

const expectedAnd = (freshness: string): string =>
  `sum by (site) (${ofDevices('mimamori_device_freshness', { where: `freshness="${freshness}"` })} * ${ofDevices('mimamori_device_expected')})`

/** One row for each site, the one with the most silent devices first. */
export const sitesTable = (text: SitesText, { common: { columns, statuses } }: Context) =>
  table({
    text: text.table,
    sortBy: statuses.silent,
    columns: [
      { title: columns.site, label: 'site' },
      { title: text.columns.expected, expr: `sum by (site) (${ofDevices('mimamori_device_expected')})`, unit: units.Short },
      { title: statuses.silent, expr: expectedAnd('silent'), unit: units.Short, thresholds: atOrAbove(1) },
      { title: statuses.late, expr: expectedAnd('late'), unit: units.Short, thresholds: orangeAtOrAbove(1) },
      { title: statuses.fresh, expr: expectedAnd('fresh'), unit: units.Short },
      { title: text.columns.hottest, ...keyMetrics.temperature, expr: `max by (site) (${keyMetrics.temperature.expr})` },
      { title: text.columns.fullest, ...keyMetrics.disk, expr: `max by (site) (${keyMetrics.disk.expr})` },
      {
        title: columns.errors,
        expr: `sum by (site) (max by (${deviceLabels}) (increase(mimamori_device_log_lines_total{${chosen}, level="error"}[24h])))`,
        unit: units.Short,
        decimals: 0,
        thresholds: orangeAtOrAbove(1)
      }
    ]
  }).height(8)
