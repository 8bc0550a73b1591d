import * as units from '@grafana/grafana-foundation-sdk/units'
import { timeSeries } from '../../grafana/panels/time-series.ts'
import { promql } from '../../grafana/queries.ts'
import { atOrAbove } from '../../grafana/thresholds.ts'
import { limits } from '../../limits.ts'
import type { MimamoriText } from '../../text/mimamori-text.ts'

const quantile = (share: number, metric: string, by = '') =>
  `histogram_quantile(${share}, sum by (le${by && `, ${by}`}) (rate(${metric}_bucket[$__rate_interval])))`

/** How quickly the collector answers and stores. */
export const eventLoop = (text: MimamoriText) =>
  timeSeries(text.eventLoop)
    .unit(units.Seconds)
    .min(0)
    .thresholds(atOrAbove(limits.eventLoopDelaySeconds))
    .withTarget(promql('max by (stat) (mimamori_collector_event_loop_delay_seconds{stat=~"p50|p99|max"})', '{{stat}}'))

export const commits = (text: MimamoriText) =>
  timeSeries(text.commits)
    .unit(units.Seconds)
    .min(0)
    .thresholds(atOrAbove(limits.commitSeconds))
    .withTarget(promql(quantile(0.5, 'mimamori_collector_commit_duration_seconds'), 'p50'))
    .withTarget(promql(quantile(0.99, 'mimamori_collector_commit_duration_seconds'), 'p99'))

export const requests = (text: MimamoriText) => timeSeries(text.requests).unit(units.RequestsPerSecond).min(0)
  .withTarget(promql('sum by (route) (rate(mimamori_collector_http_requests_total[$__rate_interval]))', '{{route}}'))

export const requestDuration = (text: MimamoriText) => timeSeries(text.requestDuration).unit(units.Seconds).min(0)
  .withTarget(promql(`${quantile(0.99, 'mimamori_collector_http_request_duration_seconds', 'route')} > 0`, '{{route}}'))
