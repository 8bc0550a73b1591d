import { dashboard, type Context } from '../../grafana/dashboard.ts'
import { collectorVariable, devicesVariable, prometheusVariable, roleVariable, siteVariable } from '../../grafana/variables.ts'
import type { SitesText } from '../../text/sites-text.ts'
import { sitesTable } from './table.ts'
import { ofSite, shareOnline, withoutSite } from './timelines.ts'

/** Which devices of each site reported and which did not, over time. */
export const sites = (text: SitesText, context: Context) =>
  dashboard(
    {
      name: 'sites',
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
        { title: text.sections.now, panels: [sitesTable(text, context), shareOnline(text)] },
        { title: text.sections.devices, panels: [ofSite(text, context), withoutSite(text, context)] }
      ]
    },
    context
  )
