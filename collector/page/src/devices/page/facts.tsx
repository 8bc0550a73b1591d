import type { ClientStatus, DeviceDetails } from '@mimamori/contract'
import { formatDuration, formatSkew } from '@mimamori/contract/format-time'
import { formatBytes, formatLoad } from '@mimamori/contract/quantity'
import { Link } from '../../components/index.ts'
import { formatExactTime, language, limitFields, messages } from '../../text/index.ts'
import { updateMessages } from '../../updates/messages.ts'
import { deviceMessages } from '../messages.ts'
import { shownRevisions } from '../shown-revisions.ts'

export interface FactsProps {
  readonly client: ClientStatus
  readonly details: DeviceDetails
  readonly serverNowMs: number
}

/** A line for each known fact. */
export const Facts = ({ client, details, serverNowMs }: FactsProps) => (
  <section aria-label={deviceMessages.device.facts}>
    <h2>{deviceMessages.device.facts}</h2>
    <dl class="facts">
      {factLines({ client, details, serverNowMs }).map(([label, value]) => value !== undefined && value !== null && value !== '' && (
        <div key={label}><dt>{deviceMessages.facts[label]}</dt><dd>{value}</dd></div>
      ))}
    </dl>
    <p class="links"><Link to="/admin/alerts/receivers#limits">{limitFields.ofAll}</Link></p>
  </section>
)

type Line = readonly [keyof typeof deviceMessages.facts, string | null | undefined]

const factLines = ({ client, details, serverNowMs }: FactsProps): readonly Line[] => {
  const { measures, kernel, scrapeUrl } = details
  const duration = (ms: number) => formatDuration(ms, language)
  return [
    ['model', client.model], ['os', client.os], ['kernel', kernel],
    [
      'releases',
      shownRevisions(client).map(({ release, revision }) => release === undefined
        ? `${revision} (${updateMessages.device.last})`
        : `${release} ${revision}`).join(', ')
    ],
    ['uptime', client.lastBoot && client.freshness === 'fresh' ? duration(serverNowMs - Date.parse(client.lastBoot)) : undefined],
    ['lastBoot', formatExactTime(client.lastBoot)],
    ['load', loadOf(measures)],
    ['memory', freeOf(measures.memoryAvailableBytes, measures.memoryTotalBytes)],
    ['disk', freeOf(measures.diskAvailableBytes, measures.diskTotalBytes)],
    ['wifi', measures.wifiSignalDbm === undefined ? undefined : `${measures.wifiSignalDbm} dBm`],
    ['clockSkew', client.clockSkewSeconds === null ? undefined : formatSkew(client.clockSkewSeconds, language)],
    ['hostname', client.hostname], ['address', client.address], ['reportedAddress', client.ipAddress], ['scrapeUrl', scrapeUrl],
    ['labels', Object.entries(client.labels).map(([name, value]) => `${name}=${value}`).join(', ')],
    ['agent', client.agentVersion], ['enrolled', formatExactTime(client.enrolledAt)],
    ['silentAfter', duration(client.silentAfterSeconds * 1000)],
    ['downAfter', `${duration(client.downAfterSeconds * 1000)} · ${messages.severities[client.downSeverity]}`]
  ]
}

const loadOf = ({ load1, load5, load15 }: DeviceDetails['measures']): string | undefined =>
  load1 === undefined || load5 === undefined || load15 === undefined ? undefined : [load1, load5, load15].map(formatLoad).join(' · ')

const freeOf = (free: number | undefined, total: number | undefined): string | undefined =>
  free === undefined || total === undefined ? undefined : deviceMessages.of(formatBytes(free), formatBytes(total))
