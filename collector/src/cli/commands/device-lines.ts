import { conditionOf } from '@mimamori/contract/device-list'
import { formatDuration, formatExactMoment, formatSkew } from '@mimamori/contract/moment'
import type { ClientStatus, DeviceView } from '@mimamori/contract'
import { textTable } from '@mimamori/program/text-table'
import type { Invocation } from '../command.ts'
import { formatKeyMetric } from './key-metrics.ts'

interface Shown {
  readonly client: ClientStatus
  readonly registered: DeviceView
  /** By the collector's clock. */
  readonly nowMs: number
}

type Line = readonly [keyof Invocation['text']['facts'], string | null | undefined]

const pairs = (record: Readonly<Record<string, string>>, between: string): string => Object.entries(record).map(([name, value]) => `${name}${between}${value}`).join(', ')

/** Exact times, in the time zone of the terminal. */
const exactTimes = (language: Invocation['language']): (instant: string) => string => {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  return (instant) => formatExactMoment(Date.parse(instant), { language, timeZone })
}

const lastUpdate = ({ lastUpdate: update }: ClientStatus, { text, language }: Invocation): string | undefined => {
  if (update === null) return undefined
  const revisions = [...new Set([update.fromRevision, update.toRevision])].filter((revision) => revision !== null).join(' → ')
  return [text.outcomes[update.outcome], exactTimes(language)(update.at), revisions, update.run].filter(Boolean).join(', ')
}

const facts = ({ client, registered, nowMs }: Shown, invocation: Invocation): readonly Line[] => {
  const { text, language } = invocation
  const exact = exactTimes(language)
  const exactIfKnown = (instant: string | null): string | undefined => instant === null ? undefined : exact(instant)
  const isOnline = client.freshness === 'fresh'
  return [
    ['name', client.name], ['site', client.site], ['role', client.role],
    ['state', text.stateSince(text.states[client.state], exact(registered.stateSince))], ['pausedUntil', exactIfKnown(registered.pausedUntil)], ['pauseReason', registered.pauseReason],
    ['lastSeen', exactIfKnown(client.lastSeen) ?? text.never],
    ...(['cpu', 'memory', 'disk', 'temperature', 'errors'] as const).map((metric): Line => [metric, formatKeyMetric[metric](client)]),
    ['update', client.update?.run], ['lastUpdate', lastUpdate(client, invocation)], ['releases', pairs(client.releases, ' ')],
    ['model', client.model], ['os', client.os], ['agent', client.agentVersion],
    ['uptime', client.lastBoot !== null && isOnline ? formatDuration(nowMs - Date.parse(client.lastBoot), language) : undefined], ['lastBoot', exactIfKnown(client.lastBoot)],
    ['clockSkew', client.clockSkewSeconds === null ? undefined : formatSkew(client.clockSkewSeconds, language)],
    ['hostname', client.hostname], ['address', client.address], ['reportedAddress', client.ipAddress], ['scrapeUrl', registered.scrapeUrl], ['labels', pairs(client.labels, '=')],
    ['enrolled', exact(client.enrolledAt)], ['silentAfter', formatDuration(client.silentAfterSeconds * 1000, language)],
    ['keys', registered.keys.filter(({ revokedAt }) => revokedAt === null).map(({ createdAt, weak }) => weak ? text.weakKey(exact(createdAt)) : exact(createdAt)).join(', ')]
  ]
}

/** What the page says of a device: how it is and why, its warnings, its values, and what is known of it; a line only for what is known. */
export const deviceLines = (shown: Shown, invocation: Invocation): readonly string[] => {
  const { client } = shown
  const { text } = invocation
  const known = facts(shown, invocation).flatMap(([fact, value]) => value === undefined || value === null || value === '' ? [] : [[text.facts[fact], value]])
  return [
    `${client.clientId}: ${text.conditions[conditionOf(client)]}`,
    ...client.reason === null ? [] : [client.reason.text],
    ...client.warnings.map(({ text: warning }) => text.warning(warning)),
    '',
    ...textTable(known)
  ]
}
