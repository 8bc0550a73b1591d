import type { ClientStatus } from '@mimamori/contract'
import { useEffect, useState } from 'preact/hooks'
import { send } from '../parts/send.ts'
import { useSubmission } from '../parts/use-submission.ts'
import { addressHolder } from '../registration/address-holder.ts'
import { DeviceFields } from '../registration/device-fields.tsx'
import { problemsOf } from '../registration/form-problems.ts'
import { words } from '../words.ts'
import { emptyDraft, requestOf } from './device-draft.ts'

const text = words.enrollment

interface Props {
  readonly clients: readonly ClientStatus[]
  readonly enrolled: (id: string, further: { readonly isScraped: boolean }) => void
  readonly cancel: () => void
}

/** Registers a device; what was typed stays where the server does not take it. */
export const DeviceForm = ({ clients, enrolled, cancel }: Props) => {
  const [draft, setDraft] = useState(emptyDraft)
  const { form, problems, isSending, onSubmit } = useSubmission(async () => {
    const request = requestOf(draft)
    const found = problemsOf(await send('POST', '/api/clients', request), words, addressHolder(draft, clients))
    if (!found) enrolled(request.id, { isScraped: request.scrapeUrl !== undefined })
    return found
  })
  useEffect(() => { form.current?.querySelector<HTMLElement>('input')?.focus() }, [])
  return (
    <form ref={form} onSubmit={onSubmit}>
      <DeviceFields names={['id', 'address', 'site', 'role', 'scrapeUrl']} draft={draft} problems={problems.fields} clients={clients} change={(part) => setDraft((now) => ({ ...now, ...part }))} />
      {problems.whole !== undefined && <p class="problem" role="alert">{problems.whole}</p>}
      <p class="actions">
        <button type="submit" class="primary" disabled={isSending}>{isSending ? text.sending : text.submit}</button>
        <button type="button" onClick={cancel}>{words.registration.cancel}</button>
      </p>
    </form>
  )
}
