import { updateRuns } from '../../grafana/annotations.ts'
import { dashboard, type Context } from '../../grafana/dashboard.ts'
import { logLines } from '../../grafana/panels/log-lines.ts'
import { logql } from '../../grafana/queries.ts'
import {
  collectorVariable,
  devicesVariable,
  lokiVariable,
  prometheusVariable,
  roleVariable,
  siteVariable
} from '../../grafana/variables.ts'
import type { UpdatesText } from '../../text/updates-text.ts'
import { counts } from './counts.ts'
import { outcomes, outcomesOverTime } from './devices.ts'
import { drift, revisionsOverTime, slowest } from './versions.ts'

/** Whether the last update reached all devices, which failed, and their log lines around that time. */
export const updates = (text: UpdatesText, context: Context) => {
  const { common, collectorUrl } = context
  return dashboard(
    {
      name: 'updates',
      title: text.title,
      description: text.description,
      from: 'now-7d',
      variables: [
        prometheusVariable(common),
        lokiVariable(common),
        collectorVariable(collectorUrl),
        siteVariable(common),
        roleVariable(common),
        devicesVariable(common)
      ],
      annotations: [updateRuns(common)],
      sections: [
        { title: text.sections.now, panels: counts(text) },
        { title: text.sections.devices, panels: [outcomes(text, context), outcomesOverTime(text, context)] },
        { title: text.sections.versions, panels: [drift(text, context), revisionsOverTime(text), slowest(text)] },
        {
          title: text.sections.log,
          panels: [logLines(text.log).withTarget(logql('{job=~".+", site=~"$site", device=~"$device", level=~"warn|error"}'))]
        }
      ]
    },
    context
  )
}
