import { StackingConfigBuilder, StackingMode } from '@grafana/grafana-foundation-sdk/common'
import * as units from '@grafana/grafana-foundation-sdk/units'
import { deviceLabels } from '../../device-labels.ts'
import type { Context } from '../../grafana/dashboard.ts'
import { fixedColor } from '../../grafana/overrides.ts'
import { timeSeries } from '../../grafana/panels/time-series.ts'
import { promql } from '../../grafana/queries.ts'
import { chosen, ofDevices } from '../../grafana/selectors.ts'
import type { FleetText } from '../../text/fleet-text.ts'

const colors = { silent: 'red', late: 'orange', fresh: 'green' } as const

export const freshnessOverTime = (text: FleetText, { common: { statuses } }: Context) => {
  const panel = timeSeries(text.freshness).unit(units.Short).decimals(0).min(0).fillOpacity(60).lineWidth(0)
    .stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group('A'))
  for (const freshness of ['silent', 'late', 'fresh'] as const) {
    panel
      .withTarget(
        promql(
          `sum(${ofDevices('mimamori_device_freshness', { where: `freshness="${freshness}"` })} * ${ofDevices('mimamori_device_expected')})`,
          statuses[freshness]
        )
      )
      .overrideByName(statuses[freshness], fixedColor(colors[freshness]))
  }
  return panel
}

export const logLinesOverTime = (text: FleetText) =>
  timeSeries(text.logLines)
    .unit(units.Short)
    .min(0)
    .withTarget(
      promql(
        `sum by (level) (max by (${deviceLabels}, level) (increase(mimamori_device_log_lines_total{${chosen}, level=~"warn|error"}[$__rate_interval])))`,
        '{{level}}'
      )
    )
    .overrideByName('error', fixedColor('red'))
    .overrideByName('warn', fixedColor('orange'))

export const contentOverTime = (text: FleetText) => {
  const { current, outdated } = text.contentStates
  const isCurrent = ofDevices('mimamori_device_content_current')
  return timeSeries(text.content)
    .span(24)
    .unit(units.Short)
    .decimals(0)
    .min(0)
    .withTarget(promql(`sum(1 - ${isCurrent}) or vector(0)`, outdated))
    .withTarget(promql(`sum(${isCurrent}) or vector(0)`, current))
    .overrideByName(outdated, fixedColor('orange'))
    .overrideByName(current, fixedColor('green'))
}
