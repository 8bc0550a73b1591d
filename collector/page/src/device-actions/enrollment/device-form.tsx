import type { ClientStatus } from '@mimamori/contract'
import { useEffect, useState } from 'preact/hooks'
import { send } from '../../server/send.ts'
import { useSubmission } from '../../components/use-submission.ts'
import { addressHolder } from '../registration/address-holder.ts'
import { DeviceFields } from '../registration/device-fields.tsx'
import { problemsOf } from '../registration/form-problems.ts'
import { enrollmentMessages } from './messages.ts'
import { messages } from '../../text/messages.ts'
import { emptyDraft, requestOf } from './device-draft.ts'
import { Obstacles } from './obstacles.tsx'
import { useObstacles } from './use-obstacles.ts'

const text = enrollmentMessages

interface Props {
  readonly clients: readonly ClientStatus[]
  readonly enrolled: (id: string, further: { readonly isScraped: boolean }) => void
  readonly cancel: () => void
}

/** Registers a device; what was typed stays where the server does not take it. */
export const DeviceForm = ({ clients, enrolled, cancel }: Props) => {
  const [draft, setDraft] = useState(emptyDraft)
  const { obstacles, check } = useObstacles()
  const isHindered = obstacles !== undefined && obstacles.codes.length > 0 && draft.scrapeUrl.trim() === ''
  const { form, problems, isSending, onSubmit } = useSubmission(async () => {
    const request = requestOf(draft)
    const found = problemsOf(await send('POST', '/api/clients', request), addressHolder(draft, clients))
    if (!found) enrolled(request.id, { isScraped: request.scrapeUrl !== undefined })
    return found
  })
  useEffect(() => { form.current?.querySelector<HTMLElement>('input')?.focus() }, [])
  return (
    <form ref={form} onSubmit={onSubmit}>
      {isHindered && <><Obstacles obstacles={obstacles} /><p><button type="button" onClick={check}>{text.checkAgain}</button></p></>}
      <DeviceFields names={['id', 'address', 'site', 'role', 'scrapeUrl']} draft={draft} problems={problems.fields} clients={clients} change={(part) => setDraft((now) => ({ ...now, ...part }))} />
      {problems.whole !== undefined && <p class="problem" role="alert">{problems.whole}</p>}
      <p class="actions">
        <button type="submit" class="primary" disabled={isSending}>{isSending ? text.sending : isHindered ? text.anyway : text.submit}</button>
        <button type="button" onClick={cancel}>{messages.cancel}</button>
      </p>
    </form>
  )
}
