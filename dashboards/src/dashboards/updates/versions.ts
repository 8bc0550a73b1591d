import { StackingConfigBuilder, StackingMode } from '@grafana/grafana-foundation-sdk/common'
import * as units from '@grafana/grafana-foundation-sdk/units'
import type { Context } from '../../grafana/dashboard.ts'
import { barGauge } from '../../grafana/panels/bar-gauge.ts'
import { table } from '../../grafana/panels/table.ts'
import { timeSeries } from '../../grafana/panels/time-series.ts'
import { instant, promql } from '../../grafana/queries.ts'
import { ofDevices } from '../../grafana/selectors.ts'
import { always } from '../../grafana/thresholds.ts'
import type { UpdatesText } from '../../text/updates-text.ts'

const byRevision = `count by (release, revision) (${ofDevices('mimamori_device_release_info', { by: 'release, revision' })})`

/** The number of devices for each revision: more than one revision of a release is drift. */
export const drift = (text: UpdatesText, { common: { columns } }: Context) =>
  table({
    text: text.drift,
    sortBy: text.columns.devices,
    columns: [
      { title: columns.release, label: 'release' },
      { title: columns.revision, label: 'revision' },
      { title: text.columns.devices, expr: byRevision, unit: units.Short }
    ]
  })
    .span(8)
    .height(9)

export const revisionsOverTime = (text: UpdatesText) =>
  timeSeries(text.revisionsOverTime)
    .span(8)
    .height(9)
    .unit(units.Short)
    .min(0)
    .decimals(0)
    .fillOpacity(50)
    .stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group('A'))
    .withTarget(promql(byRevision, '{{release}} {{revision}}'))

export const slowest = (text: UpdatesText) =>
  barGauge(text.slowest)
    .height(9)
    .unit(units.Seconds)
    .min(0)
    .thresholds(always('blue'))
    .withTarget(
      instant(`sort_desc(topk(10, ${ofDevices('mimamori_update_last_duration_seconds', { by: 'release' })}))`, '{{device}} {{release}}')
    )
