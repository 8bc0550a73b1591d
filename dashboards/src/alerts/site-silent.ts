import { limits } from '../limits.ts'
import type { Alert } from './alert.ts'
import { evidence, held } from './held.ts'
import { ofCollector } from './last-samples.ts'

/** Devices that have reported once and are not off on purpose; one that never has says nothing about its site. */
const active = `max by (device, site) (${ofCollector('mimamori_device_state{state="active", site!=""}')}) == 1`

const freshness = ofCollector('mimamori_device_freshness{freshness="silent"}')
const silent = `count by (site) (min by (device, site) (${freshness}) == 1 and on (device) (${active}))`

/** Sites with too few devices to judge by, none of which reports. */
const silentSmall = `(${silent} == count by (site) (${active})) < ${limits.silentSiteDevices}`

/** Its value is the number of silent devices at the site. */
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
or
# Smaller sites where so many are wholly silent at once; each then until it reports.
${silentSmall}
and on ()
count(${silentSmall}) >= ${limits.silentSmallSites}
or
${silentSmall}
and on (site)
ALERTS{alertname="SiteSilent", alertstate="firing"}
`
  })
}
