import type { LogLineView } from '@mimamori/contract'
import { lineKey } from '@mimamori/contract/line-key'
import { useGrowing } from '../components/index.ts'
import { LogRow } from './log-row.tsx'
import { logMessages } from './messages.ts'

interface Props {
  readonly lines: readonly LogLineView[]
  readonly sought: string
  /** The id of the line that the others are around. */
  readonly centre?: number | undefined
  /** No line needs to name its device. */
  readonly isOfOneDevice?: boolean
  readonly onToggle?: (id: number, isOpen: boolean) => void
}

/** Log lines, the newest first. */
export const LogRows = ({ lines, sought, centre, isOfOneDevice = false, onToggle = () => undefined }: Props) => {
  const count = useGrowing(lines.length)
  const centreAt = centre === undefined ? -1 : lines.findIndex(({ id }) => id === centre)
  return (
    <ol class={isOfOneDevice ? 'log-lines of-one-device' : 'log-lines'} aria-label={logMessages.list}>
      {lines.slice(0, Math.max(count, centreAt + 1)).map((line) => (
        <LogRow
          key={lineKey(line)}
          line={line}
          sought={sought}
          isCentre={line.id === centre}
          onToggle={onToggle}
        />
      ))}
    </ol>
  )
}
