import * as units from '@grafana/grafana-foundation-sdk/units'
import type { Context } from '../../grafana/dashboard.ts'
import { deviceStatus, statusWords } from '../../grafana/device-status.ts'
import { stateTimeline } from '../../grafana/panels/state-timeline.ts'
import { timeSeries } from '../../grafana/panels/time-series.ts'
import { promql } from '../../grafana/queries.ts'
import { ofDevices } from '../../grafana/selectors.ts'
import type { SitesText } from '../../text/sites-text.ts'

/** If the line of one site falls, its network is the cause; if all do, the server. */
export const shareOnline = (text: SitesText) =>
  timeSeries(text.shareOnline)
    .span(24)
    .unit(units.PercentUnit)
    .min(0)
    .max(1)
    .withTarget(
      promql(
        `sum by (site) (${ofDevices('mimamori_device_freshness', { where: 'freshness="fresh"' })} * ${ofDevices('mimamori_device_expected')}) / sum by (site) (${ofDevices('mimamori_device_expected')})`,
        '{{site}}'
      )
    )

/** A panel for each selected site, with a band for each of its devices. */
export const ofSite = (text: SitesText, { common }: Context) => stateTimeline(text.ofSite).height(10).perPage(40)
  .repeat('site').repeatDirection('v').mappings([statusWords(common)]).withTarget(promql(deviceStatus, '{{device}}'))

/** Devices without a site, which are in no list of sites. */
export const withoutSite = (text: SitesText, { common }: Context) =>
  stateTimeline(text.withoutSite)
    .height(8)
    .perPage(40)
    .mappings([statusWords(common)])
    .withTarget(promql(`(${deviceStatus}) and on (device) max by (device) (mimamori_device_expected{site=""})`, '{{device}}'))
