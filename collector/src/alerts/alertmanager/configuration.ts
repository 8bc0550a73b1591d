import { join } from 'node:path'
import { stringify } from 'yaml'
import type { Receiver } from '@mimamori/contract'
import type { Calendar } from '@mimamori/contract/calendar'
import type { NotificationSettings } from '../receivers/receivers.ts'
import type { BaseConfiguration } from './base-configuration.ts'
import { collectorWebhook, pastCollectorIntegrations, type CollectorAddress } from './integrations.ts'
import { lateEndLabel, lateEndReceiver } from './late-ends.ts'
import { collectorDownTemplates } from './collector-down-templates.ts'
import { offHoursIntervals } from './off-hours-intervals.ts'
import {
  keepingReceiver,
  keepingRoute,
  lateEndRoute,
  offHoursName,
  pastCollectorReceiver,
  quietIntervalName,
  routeOf,
  testReceiver,
  testRoute,
  withCollectorDown,
  type Route
} from './routes.ts'
import { quietIntervals } from './time-interval.ts'

/** A file that the configuration names. */
export interface ConfigurationFile {
  /** Relative to the directory. */
  readonly name: string
  readonly content: string
  readonly isSecret: boolean
}

/** Alertmanager's configuration, and the files that it names. */
export interface Configuration {
  readonly yaml: string
  readonly files: readonly ConfigurationFile[]
}

/** The input of the configuration other than the settings of notifications. */
export interface ConfigurationOptions {
  readonly base: BaseConfiguration
  readonly own: CollectorAddress
  /** The directory that the files will be in. */
  readonly directory: string
  /** IANA name. */
  readonly serverTimeZone: string
  readonly calendar: Calendar
}

const notice = ' Written by the Mimamori collector from its receivers (page Alerts, command "mimamori receivers"): change them there.\n'
/** The receiver of alerts that nobody is notified of. */
const nobody = 'nobody'

/**
 * The whole configuration: intervals, groups, inhibitions and Watchdog's route from the base, the branch that has the collector keep the
 * alerts, and one for each receiver that is enabled.
 */
export const buildConfiguration = (
  { receivers: all, relay }: NotificationSettings,
  { base, own, directory, serverTimeZone, calendar }: ConfigurationOptions
): Configuration => {
  const files = new Map<string, ConfigurationFile>()
  const keep = (name: string, content: string, isSecret: boolean): string => {
    files.set(name, { name, content, isSecret })
    return join(directory, name)
  }
  const receivers = all.filter(({ enabled }) => enabled)
  const {
    route: { receiver: baseReceiver, routes: baseRoutes, ...intervals },
    receivers: baseReceivers,
    inhibit_rules: inhibitions,
    time_intervals: baseIntervals,
    templates: baseTemplates,
    ...rest
  } = base
  const context = { relay, own, keepSecret: (name: string, content: string): string => keep(name, content, true) }
  const quiet = receivers.flatMap(({ name, quietHours }) =>
    quietHours === null ? [] : [{ name: quietIntervalName(name), time_intervals: quietIntervals(quietHours, serverTimeZone) }]
  )
  const groups = baseRoutes.filter(({ receiver }) => receiver === undefined) as readonly Route[]
  const offHours = offHoursIntervals(calendar, serverTimeZone)
  const branches = { offHours: offHours.map(({ sites }) => sites), groups }
  const pastCollector = new Map(
    receivers.flatMap((receiver) => {
      const integrations = pastCollectorIntegrations(receiver, context)
      return integrations === undefined ? [] : [[receiver.name, integrations] as const]
    })
  )
  const branchOf = (receiver: Receiver): Route =>
    pastCollector.has(receiver.name) ? withCollectorDown(routeOf(receiver, branches), receiver) : routeOf(receiver, branches)
  const delivered = (name: string, sendResolved: boolean) => ({
    webhook_configs: [collectorWebhook(`/api/receivers/${name}/notifications`, own, { sendResolved })]
  })
  const yaml = stringify(
    {
      ...rest,
      // An alert that has ended inhibits none.
      inhibit_rules: inhibitions.map((rule) => ({ ...rule, source_matchers: [...rule.source_matchers, `${lateEndLabel}=""`] })),
      templates: [...baseTemplates, keep('messages.tmpl', collectorDownTemplates(), false)],
      route: {
        receiver: nobody,
        ...intervals,
        routes: [
          testRoute(receivers.map(({ name }) => name)),
          lateEndRoute(receivers, branches),
          keepingRoute,
          ...baseRoutes.filter(({ receiver }) => receiver !== undefined && receiver !== nobody),
          ...receivers.map(branchOf)
        ]
      },
      receivers: [
        { name: nobody },
        { name: keepingReceiver, webhook_configs: [collectorWebhook('/api/alerts', own, { sendResolved: true })] },
        ...baseReceivers.filter(({ name }) => name !== baseReceiver && name !== nobody),
        ...receivers.flatMap(({ name }) => [
          { name, ...delivered(name, true) },
          { name: lateEndReceiver(name), ...delivered(name, false) },
          { name: testReceiver(name), ...delivered(name, false) }
        ]),
        ...[...pastCollector].map(([name, integrations]) => ({ name: pastCollectorReceiver(name), ...integrations }))
      ],
      ...(quiet.length + baseIntervals.length + offHours.length > 0 && {
        time_intervals: [
          ...baseIntervals,
          ...quiet,
          ...offHours.map(({ sites, intervals: closed }) => ({ name: offHoursName(sites), time_intervals: closed }))
        ]
      })
    },
    { lineWidth: 0, blockQuote: 'literal', aliasDuplicateObjects: false }
  )
  return { yaml: `#${notice}${yaml}`, files: [...files.values()] }
}
