import type { LogLineView } from '@mimamori/contract'
import { lineKey } from '@mimamori/contract/line-key'
import { logTime } from '@mimamori/contract/log-text'
import { useEffect, useRef, useState } from 'preact/hooks'
import { currentEntry, type Entry } from '../components/index.ts'
import { localTimeZone, messages } from '../text/index.ts'
import { LineFacts } from './line-facts.tsx'
import { RowMessage } from './row-message.tsx'

/** The lines that are open, by their keys: they are open again after going back. */
const openLines = new WeakMap<Entry, Set<string>>()

const openLinesOf = (entry: Entry): Set<string> => {
  const open = openLines.get(entry) ?? new Set()
  openLines.set(entry, open)
  return open
}

interface Props {
  readonly line: LogLineView
  readonly sought: string
  /** The others are around it. */
  readonly isCentre: boolean
  /** Called when it is opened or closed. */
  readonly onToggle: (id: number, isOpen: boolean) => void
}

/** One line: its beginning, and after a click all that is known about it. */
export const LogRow = ({ line, sought, isCentre, onToggle }: Props) => {
  const { id, clientId, level, timestamp, estimated } = line
  const row = useRef<HTMLLIElement>(null)
  const [open] = useState(() => openLinesOf(currentEntry()))
  const [isOpen, setOpen] = useState(() => open.has(lineKey(line)))
  const { date, time } = logTime(Date.parse(timestamp), localTimeZone())
  // After going back, the position is restored instead.
  useEffect(() => {
    if (!isCentre || currentEntry().position !== undefined) return
    row.current?.scrollIntoView({ block: 'center' })
    // The link that led here is gone, and with it the focus.
    row.current?.querySelector('summary')?.focus({ preventScroll: true })
  }, [isCentre])
  useEffect(() => () => onToggle(id, false), [])
  const toggle = (isOpenNow: boolean): void => {
    if (isOpenNow) open.add(lineKey(line))
    else open.delete(lineKey(line))
    setOpen(isOpenNow)
    onToggle(id, isOpenNow)
  }
  return (
    <li ref={row} class={`log-line ${level}${isCentre ? ' centre' : ''}`} aria-current={isCentre ? 'true' : undefined}>
      <details open={isOpen} onToggle={({ currentTarget }) => toggle(currentTarget.open)}>
        <summary>
          <time dateTime={timestamp} title={estimated ? messages.estimated : undefined}>{estimated && '≈ '}{date} {time}</time>
          <span class="level">{messages.levels[level]}</span>
          <span class="source">{clientId}</span>
          <RowMessage line={line} sought={sought} />
        </summary>
        {isOpen && <LineFacts line={line} sought={sought} />}
      </details>
    </li>
  )
}
