import type { DeviceHistory, HistoryMark, MarkKind } from '@mimamori/contract'
import { historyRanges } from '@mimamori/contract/history-range'
import { exactWords } from '../parts/time-words.ts'
import { followHere } from '../path.ts'
import { words } from '../words.ts'
import { xOf, type Frame } from './chart-scale.ts'

/** Alertmanager's --data.retention, where nobody has changed it. */
const silencesKeptMs = 432_000_000

const kinds: readonly MarkKind[] = ['update', 'reboot', 'pause', 'silence']

/** What a mark is and when, in words. */
const markWords = ({ kind, from, until, outcome, reason }: HistoryMark): string => {
  const detail = outcome === null ? reason : words.updates.hostStates[outcome]
  const when = until === from || kind === 'update' ? exactWords(from) : words.history.span(exactWords(from), exactWords(until))
  return [detail === null ? words.history.marks[kind] : words.history.withDetail(words.history.marks[kind], detail), when].join(' · ')
}

/** `Updates: 2, reboots: 1`: for who cannot see them. */
export const countWords = (marks: readonly HistoryMark[]): string => kinds
  .map((kind) => [kind, marks.filter((mark) => mark.kind === kind).length] as const)
  .filter(([, count]) => count > 0)
  .map(([kind, count]) => words.history.count(words.history.marks[kind], count)).join(words.history.comma)

interface ShapesProps {
  readonly marks: readonly HistoryMark[]
  readonly frame: Pick<Frame, 'fromMs' | 'toMs' | 'width' | 'height'>
}

/** Within a chart: a line for what happened at once, an area for what lasted. */
export const MarkShapes = ({ marks, frame }: ShapesProps) => (
  <>
    {marks.map((mark) => {
      const [from, until] = [mark.from, mark.until].map((instant) => xOf(Date.parse(instant), frame)) as [number, number]
      return (
        <g key={`${mark.kind} ${mark.from} ${mark.run ?? ''}`} class={`mark ${mark.kind}`}>
          <title>{markWords(mark)}</title>
          {mark.kind === 'update' || mark.kind === 'reboot'
            ? <line x1={from} x2={from} y1="0" y2={frame.height} />
            : <rect x={from} width={Math.max(1, until - from)} y="0" height={frame.height} />}
        </g>
      )
    })}
  </>
)

/** What the marks of the charts mean, and each of them with its time. */
export const MarkLegend = ({ history: { range, marks, incompleteMarks } }: { readonly history: DeviceHistory }) => (
  <div class="legend">
    {marks.length > 0 && (
      <details>
        <summary>
          {kinds.filter((kind) => marks.some((mark) => mark.kind === kind)).map((kind) => (
            <span key={kind}><svg class={`mark ${kind}`} viewBox="0 0 16 16" aria-hidden="true">{kind === 'update' || kind === 'reboot' ? <line x1="8" x2="8" y1="0" y2="16" /> : <rect width="16" height="16" />}</svg> {words.history.marks[kind]}</span>
          ))}
          <span class="more">{words.history.list(marks.length)}</span>
        </summary>
        <ol>
          {marks.map((mark) => (
            <li key={`${mark.kind} ${mark.from} ${mark.run ?? ''}`}>
              {mark.run === null ? markWords(mark) : <a href={`/admin/updates/${mark.run}`} onClick={followHere}>{markWords(mark)}</a>}
            </li>
          ))}
        </ol>
      </details>
    )}
    {historyRanges[range] > silencesKeptMs && <p class="label">{words.history.silencesKept}</p>}
    {incompleteMarks.length > 0 && <p class="label">{words.history.incomplete(incompleteMarks.map((kind) => words.history.marks[kind]).join(words.history.comma))}</p>}
  </div>
)
