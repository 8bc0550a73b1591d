import type { MailRelayView } from '@mimamori/contract'
import { useState } from 'preact/hooks'
import { Confirm } from './confirm.tsx'
import { receiverMessages } from './messages.ts'
import { RelayForm } from './relay-form.tsx'

interface Props {
  readonly relay: MailRelayView | null
  readonly mayChange: boolean
  readonly changed: () => void
}

/** The server that takes the mail. */
export const MailRelay = ({ relay, mayChange, changed }: Props) => {
  const [shown, setShown] = useState<'form' | 'remove'>()
  const { relay: text } = receiverMessages
  const close = () => setShown(undefined)
  const done = () => {
    close()
    changed()
  }
  return (
    <section class="relay" aria-label={text.title}>
      <h2>{text.title}</h2>
      <p>
        {relay === null
          ? text.none
          : text.facts({ address: `${relay.host}:${relay.port}`, from: relay.from, tls: text.tls[relay.tls], user: relay.user })}
      </p>
      {mayChange && shown === undefined && (
        <p class="actions">
          <button type="button" onClick={() => setShown('form')}>{relay === null ? text.set : text.edit}</button>
          {relay !== null && <button type="button" class="quiet" onClick={() => setShown('remove')}>{text.remove}</button>}
        </p>
      )}
      {shown === 'form' && <RelayForm relay={relay} about={text.about} saved={done} cancel={close} />}
      {shown === 'remove' && <Confirm question={text.sure} path="/api/receivers/relay" cancel={close} done={done} command="relay remove" />}
    </section>
  )
}
