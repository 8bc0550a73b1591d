import * as units from '@grafana/grafana-foundation-sdk/units'
import type { Context } from '../../grafana/dashboard.ts'
import { deviceLinks } from '../../grafana/links.ts'
import { stateTimeline } from '../../grafana/panels/state-timeline.ts'
import { table } from '../../grafana/panels/table.ts'
import { promql } from '../../grafana/queries.ts'
import { ofDevices } from '../../grafana/selectors.ts'
import { rankWords, releaseOutcomeRank } from '../../grafana/update-outcome.ts'
import type { UpdatesText } from '../../text/updates-text.ts'

/** The outcome of the last update of each release of a device, the worst first. */
export const outcomes = (text: UpdatesText, { common, language }: Context) => {
  const { columns } = common
  return table({
    text: text.outcomes,
    sortBy: columns.outcome,
    labelsOf: [],
    columns: [
      { title: columns.outcome, expr: releaseOutcomeRank, mapping: rankWords(common), width: 130 },
      { title: columns.device, label: 'device', links: deviceLinks(common, language) },
      { title: columns.site, label: 'site' },
      { title: columns.role, label: 'role' },
      { title: columns.release, label: 'release' },
      {
        title: columns.updatedAt,
        expr: `1000 * ${ofDevices('mimamori_update_last_run_timestamp_seconds', { by: 'release' })}`,
        unit: units.DatetimeISO
      },
      { title: columns.duration, expr: ofDevices('mimamori_update_last_duration_seconds', { by: 'release' }), unit: units.Seconds },
      {
        title: text.columns.lastSuccess,
        expr: `1000 * ${ofDevices('mimamori_update_last_success_timestamp_seconds', { by: 'release' })}`,
        unit: units.DateTimeFromNow
      }
    ]
  }).height(12)
}

export const outcomesOverTime = (text: UpdatesText, { common }: Context) => stateTimeline(text.outcomesOverTime).height(10).perPage(20)
  .mappings([rankWords(common)]).withTarget(promql(releaseOutcomeRank, '{{device}} {{release}}'))
