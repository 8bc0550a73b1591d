import * as units from '@grafana/grafana-foundation-sdk/units'
import { table } from '../../grafana/panels/table.ts'
import { timeSeries } from '../../grafana/panels/time-series.ts'
import { promql } from '../../grafana/queries.ts'
import type { MimamoriText } from '../../text/mimamori-text.ts'

/** Prometheus' scrapes. */
export const samples = (text: MimamoriText) => timeSeries(text.samples).unit(units.Short).min(0)
  .withTarget(promql('sum by (job) (scrape_samples_scraped)', '{{job}}'))

/** The versions of the running collectors. */
export const builds = (text: MimamoriText) =>
  table({
    text: text.builds,
    sortBy: text.columns.collector,
    labelsOf: ['max by (instance, version, node) (mimamori_collector_build_info)'],
    columns: [
      { title: text.columns.collector, label: 'instance' },
      { title: text.columns.version, label: 'version' },
      { title: text.columns.node, label: 'node' }
    ]
  })
    .span(12)
    .height(8)
