import type { LogLineView } from '@mimamori/contract'
import { fieldsText } from '@mimamori/contract/log-fields'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { DeviceText } from './device-text.tsx'
import { fromFirstFind } from './found-pieces.ts'

interface Props {
  readonly line: Pick<LogLineView, 'unit' | 'message' | 'context'>
  readonly sought: string
}

/** Whether the first match in a text that is clamped begins below its last line. */
const isFindOutOfSight = (clamped: HTMLElement): boolean => {
  const find = clamped.querySelector('mark')?.getClientRects()[0]
  return find !== undefined && find.top >= clamped.getBoundingClientRect().bottom - 1
}

/** The message in a row, which is clamped: if that would hide the first find, it begins shortly before it. */
export const RowMessage = ({ line: { unit, message, context }, sought }: Props) => {
  const clamped = useRef<HTMLSpanElement>(null)
  /** The search whose first match was out of sight: as one types, another may lie further up. */
  const [hidden, setHidden] = useState<string>()
  const isHidden = sought !== '' && hidden === sought
  useLayoutEffect(() => { if (sought !== '' && clamped.current !== null && isFindOutOfSight(clamped.current)) setHidden(sought) }, [sought])
  return (
    <span ref={clamped} class="message">
      {unit !== undefined && <b><DeviceText text={unit} /> </b>}
      <DeviceText text={isHidden ? fromFirstFind(message, sought) : message} sought={sought} />
      {context !== undefined && <span class="fields"> <DeviceText text={fieldsText(context)} /></span>}
    </span>
  )
}
