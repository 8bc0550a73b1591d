import { conditionOf } from '@mimamori/contract/device-list'
import { formatDuration, formatSkew } from '@mimamori/contract/moment'
import { formatBytes, formatLoad } from '@mimamori/contract/quantity'
import { agentRelease, type ClientStatus, type DeviceDetails, type DeviceView, type LastUpdate } from '@mimamori/contract'
import { stepWords } from '@mimamori/contract/step-words'
import { textTable } from '@mimamori/program/text-table'
import type { Invocation } from '../command.ts'
import { loadExactTime } from '../own-time.ts'
import { formatKeyMetric } from './key-metrics.ts'

interface Shown {
  /** By the collector's clock, and live values only while it reports. */
  readonly details: DeviceDetails
  readonly registered: DeviceView
}

type Words = Pick<Invocation, 'text' | 'language'> & { readonly exact: (instant: string | null) => string | undefined }
type Line = readonly [keyof Invocation['text']['facts'], string | null | undefined]

const joined = (parts: readonly (string | null | undefined)[], between: string): string => parts.filter(Boolean).join(between)
const pairs = (record: Readonly<Record<string, string>>, between: string): string => Object.entries(record).map(([name, value]) => `${name}${between}${value}`).join(', ')

const lastUpdateLine = ({ release, outcome, at, fromRevision, toRevision, run }: LastUpdate, { text, exact }: Words): Line => {
  const isOfAgent = release === agentRelease
  const revisions = joined([...new Set([fromRevision, toRevision])], ' → ')
  return [isOfAgent ? 'lastAgentUpdate' : 'lastUpdate', joined([isOfAgent ? null : release, text.hostStates[outcome], exact(at), revisions, run], ', ')]
}

/** What the newest update of each release came to, the one that counts first, with the step and the first line of its message where it did not succeed. */
const updateLines = ({ client: { update, lastUpdate: last, releases }, lastUpdates, updates }: DeviceDetails, words: Words): readonly Line[] => {
  const { step, message } = updates.find(({ run }) => run === last?.run) ?? { step: null, message: null }
  return [
    ['update', update?.run], ['releases', pairs(releases, ' ')],
    ...last === null ? [] : [lastUpdateLine(last, words)], ['step', step === null ? null : stepWords(step)], ['message', message?.split('\n')[0]],
    ...lastUpdates.filter(({ release }) => release !== last?.release).map((one) => lastUpdateLine(one, words))
  ]
}

const measureLines = ({ measures: { load1, load5, load15, memoryAvailableBytes, memoryTotalBytes, diskAvailableBytes, diskTotalBytes, wifiSignalDbm } }: DeviceDetails, { text }: Words): readonly Line[] => {
  const freeOf = (free: number | undefined, total: number | undefined): string | undefined => free === undefined || total === undefined ? undefined : text.freeOf(formatBytes(free), formatBytes(total))
  return [
    ['load', load1 === undefined || load5 === undefined || load15 === undefined ? undefined : [load1, load5, load15].map(formatLoad).join(' · ')],
    ['memoryFree', freeOf(memoryAvailableBytes, memoryTotalBytes)], ['diskFree', freeOf(diskAvailableBytes, diskTotalBytes)],
    ['wifi', wifiSignalDbm === undefined ? undefined : `${wifiSignalDbm} dBm`]
  ]
}

const facts = ({ details, registered }: Shown, words: Words): readonly Line[] => {
  const { text, language, exact } = words
  const { client, kernel, serverTime } = details
  const uptimeMs = client.lastBoot !== null && client.freshness === 'fresh' ? Date.parse(serverTime) - Date.parse(client.lastBoot) : undefined
  return [
    ['name', client.name], ['site', client.site], ['role', client.role],
    ['state', text.stateSince(text.states[client.state], exact(registered.stateSince)!)], ['pausedUntil', exact(registered.pausedUntil)], ['pauseReason', registered.pauseReason],
    ['lastSeen', exact(client.lastSeen) ?? text.never],
    ...(['cpu', 'memory', 'disk', 'temperature', 'errors'] as const).map((metric): Line => [metric, formatKeyMetric[metric](client)]),
    ...updateLines(details, words),
    ['model', client.model], ['os', client.os], ['kernel', kernel], ['agent', client.agentVersion],
    ['uptime', uptimeMs === undefined ? undefined : formatDuration(uptimeMs, language)], ['lastBoot', exact(client.lastBoot)],
    ...measureLines(details, words),
    ['clockSkew', client.clockSkewSeconds === null ? undefined : formatSkew(client.clockSkewSeconds, language)],
    ['hostname', client.hostname], ['address', client.address], ['reportedAddress', client.ipAddress],
    ['scrapeUrl', joined([registered.scrapeUrl, registered.scrapeAuthentication], ', ')], ['labels', pairs(client.labels, '=')],
    ['enrolled', exact(client.enrolledAt)], ['silentAfter', formatDuration(client.silentAfterSeconds * 1000, language)],
    ['downAfter', formatDuration(client.downAfterSeconds * 1000, language)],
    ['keys', registered.keys.filter(({ revokedAt }) => revokedAt === null).map(({ createdAt, weak }) => weak ? text.weakKey(exact(createdAt)!) : exact(createdAt)).join(', ')]
  ]
}

/** That it waits to be caught up with an update, or is pinned. */
const updateNotes = ({ waiting, pinned }: DeviceDetails, { text, exact }: Words): readonly string[] => [
  ...waiting === null ? [] : [text.waits(joined([waiting.release, waiting.revision ?? waiting.reference], ' '), exact(waiting.since)!)],
  ...pinned === null ? [] : [text.pinned(pinned.by, exact(pinned.since)!)]
]

const statusLines = ({ clientId, reason, warnings, ...rest }: ClientStatus, text: Invocation['text']): readonly string[] =>
  [`${clientId}: ${text.conditions[conditionOf({ reason, ...rest })]}`, ...reason === null ? [] : [reason.text], ...warnings.map(({ text: warning }) => text.warning(warning))]

/** What the page says of a device: how it is and why, its warnings, its values, and what is known of it; a line only for what is known. */
export const deviceLines = async (shown: Shown, { text, language }: Pick<Invocation, 'text' | 'language'>): Promise<readonly string[]> => {
  const exactTime = await loadExactTime(language)
  const words: Words = { text, language, exact: (instant) => instant === null ? undefined : exactTime(instant) }
  const known = facts(shown, words).flatMap(([fact, value]) => value === undefined || value === null || value === '' ? [] : [[text.facts[fact], value]])
  return [...statusLines(shown.details.client, text), ...updateNotes(shown.details, words), '', ...textTable(known)]
}
