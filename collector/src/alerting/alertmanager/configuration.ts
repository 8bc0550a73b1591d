import { join } from 'node:path'
import { stringify } from 'yaml'
import type { Receiver } from '@mimamori/contract'
import type { WhoIsTold } from '../receivers/receivers.ts'
import type { BaseConfiguration } from './base-configuration.ts'
import { integrationsOf, type OwnAddress } from './integrations.ts'
import { messageTemplates } from './message-templates.ts'
import { quietIntervals } from './quiet-hours.ts'
import { quietIntervalName, routeOf, testReceiver, testRoute } from './routes.ts'

export interface ConfigurationFile {
  /** Within the directory. */
  readonly name: string
  readonly content: string
  readonly isSecret: boolean
}

/** Alertmanager's configuration, and the files that it names. */
export interface Configuration {
  readonly yaml: string
  readonly files: readonly ConfigurationFile[]
}

export interface ConfigurationOptions {
  readonly base: BaseConfiguration
  readonly minorVersion: number
  readonly own: OwnAddress
  /** Where the files will lie. */
  readonly directory: string
  /** IANA name. */
  readonly serverTimeZone: string
}

const notice = ' Written by the Mimamori collector from who is to be told (page Alerts, command "mimamori receivers"): change it there.\n'
/** Takes what is for nobody. */
const nobody = 'nobody'

/** The whole configuration: intervals, inhibitions and Watchdog's route from the base, and a branch for each receiver that is enabled. */
export const buildConfiguration = ({ receivers: all, relay }: WhoIsTold, { base, minorVersion, own, directory, serverTimeZone }: ConfigurationOptions): Configuration => {
  const files = new Map<string, ConfigurationFile>()
  const keep = (name: string, content: string, isSecret: boolean): string => {
    files.set(name, { name, content, isSecret })
    return join(directory, name)
  }
  const receivers = all.filter(({ enabled }) => enabled)
  const { route: { receiver: baseReceiver, routes: baseRoutes, ...intervals }, receivers: baseReceivers, time_intervals: baseIntervals, templates: baseTemplates, ...rest } = base
  const integrations = (receiver: Receiver, sendResolved: boolean): object =>
    integrationsOf(receiver, { relay, minorVersion, own, sendResolved, keepSecret: (name, content) => keep(name, content, true) })
  const quiet = receivers.flatMap(({ name, quietHours }) => quietHours === null ? [] : [{ name: quietIntervalName(name), time_intervals: quietIntervals(quietHours, serverTimeZone) }])
  const yaml = stringify({
    ...rest,
    templates: [...baseTemplates, keep('messages.tmpl', messageTemplates(), false)],
    route: { receiver: nobody, ...intervals, routes: [testRoute(receivers.map(({ name }) => name)), ...baseRoutes.filter(({ receiver }) => receiver !== nobody), ...receivers.map(routeOf)] },
    receivers: [
      { name: nobody },
      ...baseReceivers.filter(({ name }) => name !== baseReceiver && name !== nobody),
      ...receivers.flatMap((receiver) => [{ name: receiver.name, ...integrations(receiver, true) }, { name: testReceiver(receiver.name), ...integrations(receiver, false) }])
    ],
    ...quiet.length + baseIntervals.length > 0 && { time_intervals: [...baseIntervals, ...quiet] }
  }, { lineWidth: 0, blockQuote: 'literal', aliasDuplicateObjects: false })
  return { yaml: `#${notice}${yaml}`, files: [...files.values()] }
}
