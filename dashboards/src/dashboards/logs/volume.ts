import { GraphDrawStyle, StackingConfigBuilder, StackingMode } from '@grafana/grafana-foundation-sdk/common'
import * as units from '@grafana/grafana-foundation-sdk/units'
import { fixedColor } from '../../grafana/overrides.ts'
import { loki } from '../../grafana/data-sources.ts'
import { barGauge } from '../../grafana/panels/bar-gauge.ts'
import { timeSeries } from '../../grafana/panels/time-series.ts'
import { instantLogql, logql } from '../../grafana/queries.ts'
import { chosenLines } from '../../grafana/selectors.ts'
import { always } from '../../grafana/thresholds.ts'
import type { LogsText } from '../../text/logs-text.ts'

/** The number of selected lines over time. */
export const volume = (text: LogsText) => timeSeries(text.volume).datasource(loki).span(16).unit(units.Short).min(0)
  .drawStyle(GraphDrawStyle.Bars).fillOpacity(80).lineWidth(0).stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group('A'))
  .withTarget(logql(`sum by (level) (count_over_time(${chosenLines} [$__interval]))`, '{{level}}'))
  .overrideByName('error', fixedColor('red'))
  .overrideByName('warn', fixedColor('orange'))
  .overrideByName('info', fixedColor('green'))
  .overrideByName('debug', fixedColor('text'))

/** The devices that write most of them. */
export const loudest = (text: LogsText) => barGauge(text.loudest).datasource(loki).unit(units.Short).min(0).thresholds(always('blue'))
  .withTarget(instantLogql(`topk(8, sum by (device) (count_over_time(${chosenLines} [$__range])))`, '{{device}}'))
