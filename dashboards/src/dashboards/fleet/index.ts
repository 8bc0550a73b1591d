import { dashboard, type Context } from '../../grafana/dashboard.ts'
import { collectorVariable, devicesVariable, prometheusVariable, roleVariable, siteVariable } from '../../grafana/variables.ts'
import type { FleetText } from '../../text/fleet-text.ts'
import { counts } from './counts.ts'
import { devices } from './devices.ts'
import { contentOverTime, freshnessOverTime, logLinesOverTime } from './history.ts'
import { fullest, hottest, leastMemoryLeft } from './worst.ts'

/** The whole fleet: which devices do not report, are hot or full, and the result of the last update. */
export const fleet = (text: FleetText, context: Context) =>
  dashboard(
    {
      name: 'fleet',
      title: text.title,
      description: text.description,
      from: 'now-24h',
      variables: [
        prometheusVariable(context.common),
        collectorVariable(context.collectorUrl),
        siteVariable(context.common),
        roleVariable(context.common),
        devicesVariable(context.common)
      ],
      sections: [
        { title: text.sections.counts, panels: counts(text) },
        { title: text.sections.devices, panels: [devices(text, context)] },
        { title: text.sections.history, panels: [freshnessOverTime(text, context), logLinesOverTime(text), contentOverTime(text)] },
        { title: text.sections.worst, panels: [hottest(text), fullest(text), leastMemoryLeft(text)] }
      ]
    },
    context
  )
