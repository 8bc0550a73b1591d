import type { Context } from '../../grafana/dashboard.ts'
import { renamed } from '../../grafana/overrides.ts'
import { stateTimeline } from '../../grafana/panels/state-timeline.ts'
import { promql } from '../../grafana/queries.ts'
import { chosenAlsoLate } from '../../grafana/selectors.ts'
import { rightWhereOne, wrongWhereOne } from '../../grafana/value-mappings.ts'
import type { DeviceText } from '../../text/device-text.ts'

/** Units and services that the agent is set to watch. */
export const watched = (text: DeviceText, { common }: Context) => stateTimeline(text.watched).span(12)
  .mappings([rightWhereOne(common)])
  .withTarget(promql(`max by (name) (mimamori_watched_unit_active{${chosenAlsoLate}})`, '{{name}}'))
  .withTarget(promql(`max by (name) (mimamori_watched_http_up{${chosenAlsoLate}})`, '{{name}} (HTTP)'))
  .withTarget(promql(`max by (release) (mimamori_release_up{${chosenAlsoLate}})`, text.legends.release))

/** Power and heat as the firmware saw them. */
export const throttling = (text: DeviceText, { common }: Context) => {
  const panel = stateTimeline(text.throttling).span(12).mappings([wrongWhereOne(common)])
    .withTarget(promql(`max by (condition) (mimamori_throttling_active{${chosenAlsoLate}})`, '{{condition}}'))
  for (const [condition, title] of Object.entries(common.conditions)) panel.overrideByName(condition, renamed(title))
  return panel
}
