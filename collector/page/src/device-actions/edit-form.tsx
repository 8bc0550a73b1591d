import type { ClientStatus, DeviceView } from '@mimamori/contract'
import { useState } from 'preact/hooks'
import { FormEnd, useSubmission } from '../components/index.ts'
import { answerOf, send, type Problems } from '../server/index.ts'
import { messages } from '../text/index.ts'
import { AsCommand } from './as-command.tsx'
import { editCommand } from './change-command.ts'
import type { DialogProps } from './dialog-props.ts'
import { changedByOthers, changesOf, draftOf, editedFields, rebased } from './edit-draft.ts'
import { actionMessages } from './messages.ts'
import { addressHolder } from './registration/address-holder.ts'
import type { DeviceField } from './registration/device-field.ts'
import { DeviceFields } from './registration/device-fields.tsx'
import { problemsOf } from './registration/form-problems.ts'
import { registrationMessages } from './registration/messages.ts'

interface Props extends DialogProps {
  readonly clients: readonly ClientStatus[]
}

interface Answer { readonly client: DeviceView }

/**
 * Changes a device's registration: only the fields that were changed here, and none over another administrator's change that nobody
 * has seen.
 */
export const EditForm = ({ view, clients, shut, done }: Props) => {
  const [before, setBefore] = useState(() => draftOf(view))
  const [draft, setDraft] = useState(before)
  const path = `/api/clients/${view.id}`
  const change = changesOf(draft, before)

  /** Reloads the device; gives the conflicts with somebody else's changes. */
  const checkAgain = async (): Promise<Problems<DeviceField> | undefined> => {
    const sent = await send<Answer>('GET', path)
    const answer = answerOf(sent)
    if (!answer) return problemsOf(sent)
    const now = draftOf(answer.client)
    const others = changedByOthers(draft, { before, now })
    setDraft(rebased(draft, { before, now }))
    setBefore(now)
    const fields = Object.fromEntries(Object.entries(others).map(([field, value]) => [field, actionMessages.changedByOthers(value)]))
    return Object.keys(fields).length === 0 ? undefined : { fields }
  }
  const { form, problems, isSending, onSubmit } = useSubmission<DeviceField>(async () => {
    if ('wrong' in change) return { fields: { [change.wrong]: registrationMessages.wrong[change.wrong] } }
    if (Object.keys(change).length === 0) {
      done(actionMessages.unchanged)
      return undefined
    }
    const conflicts = await checkAgain()
    if (conflicts) return conflicts
    const sent = await send<Answer>('PATCH', path, change)
    const answer = answerOf(sent)
    if (answer) done(actionMessages.done.edit(view.id), answer.client)
    return problemsOf(sent, addressHolder({ id: view.id, address: draft.address }, clients))
  })
  return (
    <form ref={form} onSubmit={onSubmit}>
      <DeviceFields
        names={editedFields}
        draft={draft}
        problems={problems.fields}
        clients={clients}
        change={(part) => setDraft((now) => ({ ...now, ...part }))}
      />
      <FormEnd problem={problems.whole} isSending={isSending} submit={messages.save} cancel={shut} />
      <AsCommand command={'wrong' in change ? undefined : editCommand(view.id, change)} />
    </form>
  )
}
