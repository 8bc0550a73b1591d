import type { DeviceHistory, HistoryMark, MarkKind } from '@mimamori/contract'
import { historyRanges } from '@mimamori/contract/history-range'
import { Link } from '../../components/index.ts'
import { formatExactTime, messages } from '../../text/index.ts'
import { updateMessages } from '../../updates/messages.ts'
import { xOf, type Frame } from './chart-scale.ts'
import { historyMessages } from './history-messages.ts'

/** Alertmanager's default for --data.retention. */
const silencesKeptMs = 432_000_000

const kinds: readonly MarkKind[] = ['update', 'reboot', 'pause', 'silence']

const formatMark = ({ kind, from, until, outcome, reason }: HistoryMark): string => {
  const detail = outcome === null ? reason : updateMessages.hostStates[outcome]
  const when = until === from || kind === 'update'
    ? formatExactTime(from)
    : historyMessages.span(formatExactTime(from), formatExactTime(until))
  return [detail === null ? historyMessages.marks[kind] : historyMessages.withDetail(historyMessages.marks[kind], detail), when].join(' · ')
}

/** `Updates: 2, reboots: 1`: for readers who cannot see the marks. */
export const formatCounts = (marks: readonly HistoryMark[]): string => kinds
  .map((kind) => [kind, marks.filter((mark) => mark.kind === kind).length] as const)
  .filter(([, count]) => count > 0)
  .map(([kind, count]) => historyMessages.count(historyMessages.marks[kind], count)).join(messages.comma)

interface ShapesProps {
  readonly marks: readonly HistoryMark[]
  readonly frame: Pick<Frame, 'fromMs' | 'toMs' | 'width' | 'height'>
}

/** Within a chart: a line for an event, an area for a span. */
export const MarkShapes = ({ marks, frame }: ShapesProps) => (
  <>
    {marks.map((mark) => {
      const [from, until] = [mark.from, mark.until].map((instant) => xOf(Date.parse(instant), frame)) as [number, number]
      return (
        <g key={`${mark.kind} ${mark.from} ${mark.run ?? ''}`} class={`mark ${mark.kind}`}>
          <title>{formatMark(mark)}</title>
          {mark.kind === 'update' || mark.kind === 'reboot'
            ? <line x1={from} x2={from} y1="0" y2={frame.height} />
            : <rect x={from} width={Math.max(1, until - from)} y="0" height={frame.height} />}
        </g>
      )
    })}
  </>
)

/** The kinds of marks in the charts, and each mark with its time. */
export const MarkLegend = ({ history: { range, marks, incompleteMarks } }: { readonly history: DeviceHistory }) => (
  <div class="legend">
    {marks.length > 0 && (
      <details>
        <summary>
          {kinds.filter((kind) => marks.some((mark) => mark.kind === kind)).map((kind) => (
            <span key={kind}>
              <svg class={`mark ${kind}`} viewBox="0 0 16 16" aria-hidden="true">
                {kind === 'update' || kind === 'reboot' ? <line x1="8" x2="8" y1="0" y2="16" /> : <rect width="16" height="16" />}
              </svg> {historyMessages.marks[kind]}
            </span>
          ))}
          <span class="more">{historyMessages.list(marks.length)}</span>
        </summary>
        <ol>
          {marks.map((mark) => (
            <li key={`${mark.kind} ${mark.from} ${mark.run ?? ''}`}>
              {mark.run === null ? formatMark(mark) : <Link to={`/admin/updates/${mark.run}`}>{formatMark(mark)}</Link>}
            </li>
          ))}
        </ol>
      </details>
    )}
    {historyRanges[range] > silencesKeptMs && <p class="label">{historyMessages.silencesKept}</p>}
    {incompleteMarks.length > 0 && (
      <p class="label">
        {historyMessages.incomplete(incompleteMarks.map((kind) => historyMessages.marks[kind]).join(messages.comma))}
      </p>
    )}
  </div>
)
