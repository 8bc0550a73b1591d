import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { LoadNotice } from './load-notice.tsx'
import { LogRows } from './log-rows.tsx'
import { filterParameters, type LogView } from './log-view.ts'
import { logMessages } from './messages.ts'
import { useLogTail } from './use-log-tail.ts'

/** Scrolled further down than this, somebody is reading: new lines wait. */
const atTopPx = 120

const useScrolledDown = (): boolean => {
  const [isDown, setDown] = useState(false)
  useEffect(() => {
    const check = () => setDown(window.scrollY > atTopPx)
    window.addEventListener('scroll', check, { passive: true })
    return () => window.removeEventListener('scroll', check)
  }, [])
  return isDown
}

/**
 * Lines as they come, at the top. They wait while it is paused, a line is open, or somebody reads further down: nothing moves from under
 * the eye.
 */
export const LiveLog = ({ view }: { readonly view: LogView }) => {
  const [isPaused, setPaused] = useState(false)
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set())
  const isDown = useScrolledDown()
  const [round, setRound] = useState(0)
  const pauseButton = useRef<HTMLButtonElement>(null)
  const { lines, waiting, skipped, isConnected, problem } =
    useLogTail(filterParameters(view).toString(), isPaused || isDown || open.size > 0)
  const toggle = useCallback(
    (id: number, isOpen: boolean) => setOpen((before) => isOpen ? before.union(new Set([id])) : before.difference(new Set([id]))),
    []
  )
  const showHeld = () => {
    setPaused(false)
    setOpen(new Set())
    setRound((before) => before + 1)
    window.scrollTo(0, 0)
    // The button that was pressed is gone, and with it the focus.
    pauseButton.current?.focus({ preventScroll: true })
  }
  const notice = problem !== undefined && <LoadNotice problem={problem} device={view.device} again={() => location.reload()} />
  if (problem === 'unknownDevice' || problem === 'refused') return notice
  const connecting = lines === undefined ? logMessages.connecting : logMessages.reconnecting
  // Next to the button, a sentence would be a line more on a phone, and push the lines that people read away.
  const following = waiting.length > 0 ? '' : isPaused ? logMessages.paused : logMessages.following
  return (
    <>
      {notice}
      <p class="shown live-state">
        <button ref={pauseButton} type="button" aria-pressed={isPaused} onClick={() => setPaused(!isPaused)}>
          {isPaused ? logMessages.resume : logMessages.pause}
        </button>
        <span role="status">{isConnected ? following : connecting}</span>
        {waiting.length > 0 && <button type="button" class="held" onClick={showHeld}>{logMessages.newLines(waiting.length)}</button>}
      </p>
      {skipped > 0 && <p class="shown">{logMessages.skipped(skipped)}</p>}
      {lines === undefined || lines.length === 0
        ? problem === undefined && <p class="nothing">{lines === undefined ? logMessages.connecting : logMessages.waiting}</p>
        : <LogRows key={round} lines={lines} sought={view.text} onToggle={toggle} />}
    </>
  )
}
