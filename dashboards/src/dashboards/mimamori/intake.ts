import * as units from '@grafana/grafana-foundation-sdk/units'
import { timeSeries } from '../../grafana/panels/time-series.ts'
import { promql } from '../../grafana/queries.ts'
import { orangeAtOrAbove } from '../../grafana/thresholds.ts'
import type { MimamoriText } from '../../text/mimamori-text.ts'

const perSecond = (metric: string, by: string) => promql(`sum by (${by}) (rate(${metric}[$__rate_interval]))`, `{{${by}}}`)
const counted = (metric: string, by: string) =>
  promql(`sum by (${by}) (increase(${metric}[$__rate_interval])) > 0 or on () vector(0)`, `{{${by}}}`)

/** Data that devices send, and how much of it is rejected. */
export const messages = (text: MimamoriText) =>
  timeSeries(text.messages).unit(units.RequestsPerSecond).min(0).withTarget(perSecond('mimamori_collector_messages_total', 'kind'))
export const refused = (text: MimamoriText) =>
  timeSeries(text.refused)
    .unit(units.Short)
    .min(0)
    .thresholds(orangeAtOrAbove(1))
    .withTarget(counted('mimamori_collector_messages_refused_total', 'code'))
export const leftOut = (text: MimamoriText) => timeSeries(text.leftOut).unit(units.Short).min(0).thresholds(orangeAtOrAbove(1))
  .withTarget(counted('mimamori_collector_series_left_out_total', 'reason'))
  .withTarget(promql('sum(increase(mimamori_collector_log_lines_left_out_total[$__rate_interval]))', text.legends.lines))
export const removedLines = (text: MimamoriText) =>
  timeSeries(text.removedLines).unit(units.Short).min(0).withTarget(counted('mimamori_collector_log_lines_removed_total', 'reason'))
export const lokiRefusedLines = (text: MimamoriText) =>
  timeSeries(text.lokiRefusedLines)
    .unit(units.Short)
    .min(0)
    .thresholds(orangeAtOrAbove(1))
    .withTarget(counted('mimamori_collector_loki_lines_refused_total', 'reason'))
export const waitingLines = (text: MimamoriText) =>
  timeSeries(text.waitingLines).unit(units.BytesSI).min(0).withTarget(promql('sum(mimamori_collector_log_queue_bytes)', text.legends.lines))
