import type { HostItem } from '@mimamori/contract'
import { stepName } from '@mimamori/contract/step-name'
import type { News } from './run-view.ts'
import { localTime } from '../../settings/schedule/local-time.ts'
import type { RunLogRecord } from '../../state/run-log.ts'
import type { RunText } from '../../text/run-text.en.ts'
import { printable } from '../../platform/terminal/printable.ts'

const recordLine = (record: RunLogRecord, text: RunText): string | undefined => {
  switch (record.type) {
    case 'wave': return text.course.wave(record)
    case 'waiting': return text.course.waiting(record.seconds, record.hosts.length)
    case 'held': return text.course.scheduled[record.reason](localTime(Date.parse(record.until)))
    case 'soaking': return text.course.soaking(record.minutes, record.hosts)
    case 'stopping': return text.course.stopping(record.message)
    case 'warning': return text.result.warning(record.message)
    case 'started': case 'batch': case 'batch_ended': case 'ended': return undefined
  }
}

const itemLine = (item: HostItem, text: RunText): string => {
  const again = item.attempt > 1 ? ` (${text.course.again(item.attempt)})` : ''
  const news = item.state === 'under_way'
    ? stepName(item.step ?? text.states.under_way)
    : `${text.states[item.outcome]}${item.step === undefined ? '' : ` · ${stepName(item.step)}`}` +
      `${item.message === undefined ? '' : `: ${item.message.split('\n')[0]}`}`
  return `${item.host}${again}: ${printable(news)}`
}

/** News as plain lines, each with its time in UTC as the run's id has it. */
export const newsLines = ({ records, items }: News, text: RunText): string[] =>
  [
    ...records.map((record) => ({ at: record.at, line: recordLine(record, text) })),
    ...items.map((item) => ({ at: item.at, line: itemLine(item, text) }))
  ]
    .filter(({ line }) => line !== undefined)
    .sort((a, b) => a.at < b.at ? -1 : a.at > b.at ? 1 : 0)
    .map(({ at, line }) => `${at.slice(11, 19)}  ${line}`)
