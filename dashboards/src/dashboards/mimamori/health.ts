import * as units from '@grafana/grafana-foundation-sdk/units'
import type { Context } from '../../grafana/dashboard.ts'
import { stat } from '../../grafana/panels/stat.ts'
import { instant } from '../../grafana/queries.ts'
import { always, atOrAbove } from '../../grafana/thresholds.ts'
import { rightWhereOne } from '../../grafana/value-mappings.ts'
import { jobs } from '../../jobs.ts'
import type { MimamoriText } from '../../text/mimamori-text.ts'

const collector = `job="${jobs.collector}"`

/** Whether Mimamori itself is healthy. Of several collectors, the worst. */
export const health = (text: MimamoriText, { common }: Context) => [
  stat(text.up)
    .unit(units.Short)
    .thresholds(always('text'))
    .mappings([rightWhereOne(common)])
    .withTarget(instant(`min(up{job=~"${jobs.collector}|${jobs.inventory}"})`)),
  stat(text.clock)
    .unit(units.Short)
    .thresholds(always('text'))
    .mappings([rightWhereOne(common)])
    .withTarget(instant('min(mimamori_collector_clock_trusted)')),
  stat(text.watchdog)
    .unit(units.Short)
    .thresholds(always('text'))
    .mappings([rightWhereOne(common)])
    .withTarget(instant('max(ALERTS{alertname="Watchdog", alertstate="firing"} or vector(0))')),
  stat(text.commitFailures)
    .unit(units.Short)
    .decimals(0)
    .thresholds(atOrAbove(1))
    .withTarget(instant('sum(increase(mimamori_collector_commit_failures_total[24h]))')),
  stat(text.devices)
    .unit(units.Short)
    .thresholds(always('text'))
    .withTarget(instant('max(sum by (instance) (mimamori_collector_devices{state=~"pending|active|paused"}))')),
  stat(text.liveSeries).unit(units.Short).thresholds(always('text')).withTarget(instant('sum(mimamori_collector_live_series)')),
  stat(text.liveBytes).unit(units.BytesIEC).thresholds(always('text')).withTarget(instant('sum(mimamori_collector_live_bytes)')),
  stat(text.scrapeDuration)
    .unit(units.Seconds)
    .thresholds(always('text'))
    .withTarget(instant(`max(scrape_duration_seconds{${collector}})`))
]
