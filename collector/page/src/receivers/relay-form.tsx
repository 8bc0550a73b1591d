import type { MailRelayView } from '@mimamori/contract'
import { useState } from 'preact/hooks'
import { SelectField, TextField, useSubmission } from '../components/index.ts'
import { send } from '../server/index.ts'
import { receiverMessages } from './messages.ts'
import { ReceiverFormEnd } from './receiver-form-end.tsx'
import { problemsOf } from './refusal.ts'
import { relayCommand, relayDraftOf, relayRequestOf, type RelayDraft } from './relay-draft.ts'

interface Props {
  readonly relay: MailRelayView | null
  readonly about: string
  readonly saved: () => void
  readonly cancel: (() => void) | undefined
}

const firstFields: readonly string[] = ['host', 'from']

/** Sets the mail relay: server and sender first, everything else folded. */
export const RelayForm = ({ relay, about, saved, cancel }: Props) => {
  const [draft, setDraft] = useState(() => relayDraftOf(relay))
  const { form, problems, isSending, onSubmit } = useSubmission(async () => {
    const found = problemsOf(await send('PUT', '/api/receivers/relay', relayRequestOf(draft)))
    if (!found) saved()
    return found
  })
  const command = relayCommand(draft)
  const { fields, tls, more } = receiverMessages.relay
  const field = (part: keyof RelayDraft, rest: { readonly placeholder?: string, readonly type?: 'password' | 'number' } = {}) => (
    <TextField
      id={`relay-${part}`}
      label={fields[part]}
      value={draft[part]}
      problem={problems.fields[part]}
      change={(value) => setDraft((now) => ({ ...now, [part]: value }))}
      {...rest}
    />
  )
  return (
    <form ref={form} onSubmit={onSubmit}>
      <p>{about}</p>
      {field('host', { placeholder: 'mail.factory.lan' })}
      {field('from', { placeholder: 'mimamori@factory.lan' })}
      <details open={relay !== null || Object.keys(problems.fields).some((name) => !firstFields.includes(name))}>
        <summary>{more}</summary>
        <SelectField
          id="relay-tls"
          label={fields.tls}
          value={draft.tls}
          choices={Object.entries(tls)}
          problem={problems.fields.tls}
          change={(chosen) => setDraft((now) => ({
            ...now,
            tls: chosen as RelayDraft['tls'],
            port: chosen === 'implicit' && now.port === '25' ? '465' : chosen !== 'implicit' && now.port === '465' ? '25' : now.port
          }))}
        />
        {field('port', { type: 'number' })}
        {field('caFile', { placeholder: '/etc/mimamori/ca.pem' })}
        {field('user')}
        {field('password', { type: 'password' })}
      </details>
      <ReceiverFormEnd problem={problems.whole} isSending={isSending} cancel={cancel} command={command} />
    </form>
  )
}
