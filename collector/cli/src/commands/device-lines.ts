import { conditionOf } from '@mimamori/contract/device-list'
import { formatDuration, formatSkew } from '@mimamori/contract/format-time'
import { formatBytes, formatLoad } from '@mimamori/contract/quantity'
import { agentRelease, type ClientStatus, type DeviceDetails, type DeviceView, type LastUpdate } from '@mimamori/contract'
import { stepName } from '@mimamori/contract/step-name'
import type { Invocation } from '../command.ts'
import { loadExactTime } from '../local-time.ts'
import { factLines } from '../table.ts'
import { formatKeyMetric } from './key-metrics.ts'

interface Shown {
  /** By the collector's clock, and live values only while it reports. */
  readonly details: DeviceDetails
  readonly registered: DeviceView
}

type Reader = Pick<Invocation, 'text' | 'language'> & { readonly exact: (timestamp: string | null) => string | undefined }
type Fact = Parameters<typeof factLines>[0][number]

const joined = (parts: readonly (string | null | undefined)[], between: string): string => parts.filter(Boolean).join(between)
const pairs = (record: Readonly<Record<string, string>>, between: string): string =>
  Object.entries(record).map(([name, value]) => `${name}${between}${value}`).join(', ')

const lastUpdateFact = ({ release, outcome, at, fromRevision, toRevision, run }: LastUpdate, { text, exact }: Reader): Fact => {
  const isOfAgent = release === agentRelease
  const revisions = joined([...new Set([fromRevision, toRevision])], ' → ')
  return [
    isOfAgent ? 'lastAgentUpdate' : 'lastUpdate',
    joined([isOfAgent ? null : release, text.hostStates[outcome], exact(at), revisions, run], ', ')
  ]
}

/** The newest update of each release, the one that counts first, with the step and the first line of its message if it did not succeed. */
const updateFacts = ({ client, lastUpdates, updates }: DeviceDetails, reader: Reader): readonly Fact[] => {
  const { update, lastUpdate: last, releases } = client
  const { step, message } = updates.find(({ run }) => run === last?.run) ?? { step: null, message: null }
  return [
    ['update', update?.run], ['releases', pairs(releases, ' ')],
    ...last === null ? [] : [lastUpdateFact(last, reader)], ['step', step === null ? null : stepName(step)],
    ['message', message?.split('\n')[0]],
    ...lastUpdates.filter(({ release }) => release !== last?.release).map((one) => lastUpdateFact(one, reader))
  ]
}

const measureFacts = ({ measures }: DeviceDetails, { text }: Reader): readonly Fact[] => {
  const { load1, load5, load15, wifiSignalDbm } = measures
  const loads = [load1, load5, load15].filter((load) => load !== undefined)
  const freeOf = (free: number | undefined, total: number | undefined): string | undefined =>
    free === undefined || total === undefined ? undefined : text.freeOf(formatBytes(free), formatBytes(total))
  return [
    ['load', loads.length === 3 ? loads.map(formatLoad).join(' · ') : undefined],
    ['memoryFree', freeOf(measures.memoryAvailableBytes, measures.memoryTotalBytes)],
    ['diskFree', freeOf(measures.diskAvailableBytes, measures.diskTotalBytes)],
    ['wifi', wifiSignalDbm === undefined ? undefined : `${wifiSignalDbm} dBm`]
  ]
}

const facts = ({ details, registered }: Shown, reader: Reader): readonly Fact[] => {
  const { text, language, exact } = reader
  const { client, kernel, serverTime } = details
  const uptimeMs = client.lastBoot !== null && client.freshness === 'fresh'
    ? Date.parse(serverTime) - Date.parse(client.lastBoot)
    : undefined
  return [
    ['name', client.name], ['site', client.site], ['role', client.role],
    ['state', text.stateSince(text.states[client.state], exact(registered.stateSince)!)], ['pausedUntil', exact(registered.pausedUntil)],
    ['reason', registered.pauseReason],
    ['lastSeen', exact(client.lastSeen) ?? text.never],
    ...(['cpu', 'memory', 'disk', 'temperature', 'errors'] as const).map((metric): Fact => [metric, formatKeyMetric[metric](client)]),
    ...updateFacts(details, reader),
    ['model', client.model], ['os', client.os], ['kernel', kernel], ['agent', client.agentVersion],
    ['uptime', uptimeMs === undefined ? undefined : formatDuration(uptimeMs, language)], ['lastBoot', exact(client.lastBoot)],
    ...measureFacts(details, reader),
    ['clockSkew', client.clockSkewSeconds === null ? undefined : formatSkew(client.clockSkewSeconds, language)],
    ['hostname', client.hostname], ['address', client.address], ['reportedAddress', client.ipAddress],
    ['scrapeUrl', joined([registered.scrapeUrl, registered.scrapeAuthentication], ', ')], ['labels', pairs(client.labels, '=')],
    ['enrolled', exact(client.enrolledAt)], ['silentAfter', formatDuration(client.silentAfterSeconds * 1000, language)],
    ['downAfter', formatDuration(client.downAfterSeconds * 1000, language)],
    ['keys', registered.keys.filter(({ revokedAt }) => revokedAt === null)
      .map(({ createdAt, weak }) => weak ? text.weakKey(exact(createdAt)!) : exact(createdAt)).join(', ')]
  ]
}

/** Whether it waits for an update, or is pinned. */
const updateNotes = ({ waiting, pinned }: DeviceDetails, { text, exact }: Reader): readonly string[] => [
  ...waiting === null ? [] : [text.waits(joined([waiting.release, waiting.revision ?? waiting.reference], ' '), exact(waiting.since)!)],
  ...pinned === null ? [] : [text.pinned(pinned.by, exact(pinned.since)!)]
]

const statusLines = ({ clientId, reason, warnings, ...rest }: ClientStatus, text: Invocation['text']): readonly string[] => [
  `${clientId}: ${text.conditions[conditionOf({ reason, ...rest })]}`, ...reason === null ? [] : [reason.text],
  ...warnings.map(({ text: warning }) => text.warning(warning))
]

/** Prints a device as the page shows it: status and reason, warnings, values and details, as far as they are known. */
export const deviceLines = async (shown: Shown, { text, language }: Pick<Invocation, 'text' | 'language'>): Promise<readonly string[]> => {
  const exactTime = await loadExactTime({ language })
  const reader: Reader = { text, language, exact: (timestamp) => timestamp === null ? undefined : exactTime(timestamp) }
  return [
    ...statusLines(shown.details.client, text), ...updateNotes(shown.details, reader), '', ...await factLines(facts(shown, reader), text)
  ]
}
