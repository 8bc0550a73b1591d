import * as units from '@grafana/grafana-foundation-sdk/units'
import type { Context } from '../../grafana/dashboard.ts'
import { stateTimeline } from '../../grafana/panels/state-timeline.ts'
import { timeSeries } from '../../grafana/panels/time-series.ts'
import { promql } from '../../grafana/queries.ts'
import { chosenLive, ofDevices, worstTen } from '../../grafana/selectors.ts'
import { atOrAbove } from '../../grafana/thresholds.ts'
import { wrongWhereOne } from '../../grafana/value-mappings.ts'
import { limits } from '../../limits.ts'
import type { HardwareText } from '../../text/hardware-text.ts'

const active = (where: string) => promql(`max by (instance) (mimamori_throttling_active{${chosenLive}, ${where}})`, '{{instance}}')

export const undervoltageOverTime = (text: HardwareText, { common }: Context) =>
  stateTimeline(text.undervoltageOverTime)
    .span(12)
    .perPage(20)
    .mappings([wrongWhereOne(common)])
    .withTarget(active('condition="undervoltage"'))

export const throttlingOverTime = (text: HardwareText, { common }: Context) => stateTimeline(text.throttlingOverTime).span(12).perPage(20)
  .mappings([wrongWhereOne(common)]).withTarget(active('condition!="undervoltage"'))

export const temperatures = (text: HardwareText) =>
  timeSeries(text.temperatures)
    .unit(units.Celsius)
    .thresholds(atOrAbove(limits.temperatureCelsius))
    .withTarget(promql(worstTen(ofDevices('mimamori_device_temperature_celsius'), { by: 'device' }), '{{device}}'))

const began = `max by (instance, condition) (increase(mimamori_throttling_transitions_total{${chosenLive}}[1h]))`

/** How often each began, since a short undervoltage is over before the next report. */
export const transitions = (text: HardwareText) => timeSeries(text.transitions).unit(units.Short).min(0).decimals(0)
  .withTarget(promql(`${worstTen(began, { by: 'instance, condition' })} > 0 or on () vector(0)`, '{{instance}} {{condition}}'))
