import { contentReason, type ContentReason } from '../content-reason.ts'
import { listCounts } from '../list-counts.ts'
import { size } from '../size.ts'
import { span } from './span.ts'

const reasons: Readonly<Record<string, string>> = {
  poweroff: 'the device was switched off',
  reboot: 'the device was restarted',
  stopped: 'the agent was stopped'
}

/** Things that can wait or be lost, one and several. */
const kinds: Readonly<Record<string, readonly [one: string, several: string]>> = {
  report: ['report', 'reports'],
  logs: ['log line', 'log lines'],
  samples: ['undelivered report', 'undelivered reports'],
  journal: ['journal entry that was removed before it was read', 'journal entries that were removed before they were read']
}

/** Counts of waiting items, by kind. */
interface Waiting {
  readonly logs: number
  readonly samples: number
}

const counted = (kind: string, count: number): string => `${count} ${kinds[kind]?.[count === 1 ? 0 : 1] ?? kind}`

interface Report {
  readonly series: number
  readonly bytes: number
  readonly accepted: number
  readonly rejected: readonly { readonly reason: string, readonly count: number }[]
}

/** Counts of a source of log lines, since the start. */
interface LineCounts {
  readonly read: number
  readonly spooled: number
  readonly overLimit: number
  readonly replaced: number
  readonly masked: number
  readonly lost: number
  readonly cut: number
  readonly leftOut: number
}

/** Messages of `mimamori-agent status`, in English. Spans are milliseconds. */
export const status = {
  noState: (file: string) =>
    `No agent is running here, or it uses another configuration (${file} does not exist). Start it: sudo systemctl start mimamori-agent`,
  running: (version: string, pid: number, ms: number) => `The agent ${version} has been running for ${span(ms)} (process ${pid}).`,
  ended: (version: string, ms: number, reason: string, notified: boolean) =>
    `The agent ${version} is not running: it stopped ${span(ms)} ago because ${reasons[reason] ?? reason}; the collector was ${notified ? 'notified' : 'not notified'}.`,
  gone: (version: string, ms: number) =>
    `The agent ${version} is not running, and did not shut down cleanly; its last record is ${span(ms)} old. See: sudo journalctl -u mimamori-agent`,
  pushes: (id: string, url: string, seconds: number) => `It reports as ${id} to ${url} every ${seconds} s.`,
  listens: (address: string) => `It exposes /metrics at ${address}.`,
  nothingYet: 'Nothing has been sent yet: the first report follows within the interval.',
  notPushing: 'It sends nothing (PUSH=no).',
  delivering: (ms: number) => `The collector has accepted its reports for ${span(ms)}.`,
  rejecting: (ms: number, reason: string) => `The collector answers, but has accepted no report for ${span(ms)}: ${reason}`,
  retrying: (ms: number, reason: string, next: number) =>
    `The collector has not been reachable for ${span(ms)}: ${reason}. Next try in ${span(next)}. See: mimamori-agent check`,
  refused: (ms: number, reason: string, next: number) =>
    `The collector has rejected this device for ${span(ms)}: ${reason}. Everything is kept; next try in ${span(next)}. See: mimamori-agent check`,
  lastReport: (ms: number, { series, bytes, accepted, rejected }: Report) =>
    `Last report accepted: ${span(ms)} ago, ${accepted} of ${series} series, ${(bytes / 1000).toFixed(1)} kB${rejected.map(({ reason, count }) => `; rejected ${count}: ${reason}`).join('')}.`,
  nothingWaits: 'Nothing is waiting to be sent.',
  waits: ({ logs, samples }: Waiting, ms: number) =>
    `${[counted('logs', logs), counted('samples', samples)].filter((text) => !text.startsWith('0 ')).join(' and ')} ${logs + samples === 1 ? 'has been waiting to be sent' : 'are waiting to be sent, the oldest'} for ${span(ms)}.`,
  acknowledged: (lines: number) => `The collector has acknowledged ${counted('logs', lines)} since the start.`,
  source: (name: string, { read, spooled, overLimit, lost, replaced, masked, cut, leftOut }: LineCounts, newestMs: number | undefined) => {
    const counts = listCounts(
      [
        [overLimit, 'dropped by the rate limit'],
        [lost, 'lost before they could be read'],
        [leftOut, 'left out (empty, or below LOG_PRIORITY)'],
        [cut, 'too long and cut'],
        [masked, 'with masked secrets'],
        [replaced, 'with invalid characters replaced']
      ],
      (count, text) => `, ${count} ${text}`
    )
    const newest = newestMs === undefined ? '' : ` (latest ${span(newestMs)} ago)`
    return `${name === 'journal' ? 'Journal' : name}: ${read} ${read === 1 ? 'line' : 'lines'} read${newest}, ${spooled} queued${counts}.`
  },
  sourceProblem: (name: string, reason: string) =>
    `${name === 'journal' ? 'The journal' : name} cannot be read: ${reason}. See: mimamori-agent check`,
  waitsForClock: (name: string) =>
    `${name} has lines with times of their own, and is read once this device’s clock is synchronized, or after 2 min. ` +
    'If the clock stays unsynchronized, let systemd-timesyncd use the server (NTP= in /etc/systemd/timesyncd.conf).',
  spool: (directory: string, bytes: number, written: number) =>
    `The spool in ${directory} has ${size(bytes)}; ${size(written)} were written since the start.`,
  spoolProblem: (directory: string, reason: string) =>
    `The spool in ${directory} cannot be written (${reason}): what waits is kept in memory only. See: df -h ${directory}`,
  damagedSegments: (directory: string, count: number) =>
    `Damaged files of the spool: ${count}. Log lines or metrics in them may be lost. Check the SD card; the files are ${directory}/*/*.damaged.`,
  contentSet: (name: string, number: number | null, left: number) =>
    `Content ${name}: ${number === null ? 'no version yet' : `version ${number}`}${left > 0 ? `; ${size(left)} are still to be downloaded` : ''}.`,
  contentProblem: (name: string | undefined, problem: ContentReason) =>
    `${name === undefined ? 'Content' : `Content ${name}`} is not what it should be: ${contentReason(problem, 'en')}`,
  dropped: (counts: readonly (readonly [string, number])[]) =>
    `Lost since the start: ${counts.map(([kind, count]) => counted(kind, count)).join(', ')}.`,
  superseded: (count: number) => `Reports replaced by newer ones before they could be sent: ${count}.`,
  failing: (collector: string, reason: string) => `The exporter’s collector ${collector} fails: ${reason}`,
  skew: (ms: number) => `This device’s clock is ${span(Math.abs(ms))} ${ms > 0 ? 'ahead of' : 'behind'} the server’s.`
}
