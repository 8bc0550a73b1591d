import { limits } from '../limits.ts'
import type { Alert } from './alert.ts'
import { evidence, held } from './held.ts'

/** Devices that were heard once and are not off on purpose; one that never reported says nothing of its site. */
const active = 'max by (device, site) (mimamori_device_state{state="active", site!=""}) == 1'

const silent = `count by (site) (min by (device, site) (mimamori_device_freshness{freshness="silent"}) == 1 and on (device) (${active}))`

/** Its value is how many devices of the site are silent. */
export const siteSilent: Alert = {
  name: 'SiteSilent',
  page: '/admin?site={{ $labels.site | urlquery }}',
  acrossSites: true,
  severity: 'warning',
  for: limits.siteSilentFor,
  expr: held({
    name: 'SiteSilent',
    labels: 'site',
    evidence: evidence.inventoryAndClock,
    expr: `
${silent}
and
# Nearly all, and enough of them to say something of the site, as the page has it.
${silent} / count by (site) (${active}) >= ${limits.silentSiteRatio}
and
count by (site) (${active}) >= ${limits.silentSiteDevices}
`
  })
}
