import type { FleetStatus } from '@mimamori/contract'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon } from './components/index.ts'
import { answerOf, refusalIn, refusalOf, send, useRole } from './server/index.ts'
import { messages } from './text/index.ts'

/** A clock that cannot be trusted, until an administrator has confirmed it here; then, that this was done. */
export const ClockBanner = ({ clock: { trusted, text } }: { readonly clock: FleetStatus['clock'] }) => {
  const [isConfirmed, setIsConfirmed] = useState(false)
  if (!trusted) return <Untrusted text={text} confirmed={() => setIsConfirmed(true)} />
  return isConfirmed ? <Confirmed close={() => setIsConfirmed(false)} /> : null
}

const Untrusted = ({ text, confirmed }: { readonly text: string | null, readonly confirmed: () => void }) => {
  const role = useRole()
  const [problem, setProblem] = useState<string>()
  const confirm = async () => {
    const sent = await send('POST', '/api/clock/confirm')
    if (answerOf(sent) === undefined) setProblem(refusalOf(refusalIn(sent)))
    else confirmed()
  }
  return (
    <p class="banner grave">
      <Icon shape="warning" /> <span>{text} {role !== undefined && role !== 'admin' && messages.confirmClockViewer}</span>
      {role === 'admin' && <button type="button" onClick={() => void confirm()}>{messages.confirmClock}</button>}
      {problem !== undefined && <span class="problem">{problem}</span>}
    </p>
  )
}

const Confirmed = ({ close }: { readonly close: () => void }) => {
  const button = useRef<HTMLButtonElement>(null)
  // The button that was pressed is gone.
  useEffect(() => { button.current?.focus({ preventScroll: true }) }, [])
  return (
    <p class="banner done">
      <span>{messages.clockConfirmed}</span>
      <button type="button" class="quiet" ref={button} onClick={close}>{messages.close}</button>
    </p>
  )
}
