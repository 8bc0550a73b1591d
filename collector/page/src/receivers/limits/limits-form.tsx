import type { LimitScope, ScopedLimits } from '@mimamori/contract'
import { useState } from 'preact/hooks'
import { SelectField, TextField, useSubmission } from '../../components/index.ts'
import { problemsIn, send } from '../../server/index.ts'
import { limitFields, messages } from '../../text/index.ts'
import { ReceiverFormEnd } from '../receiver-form-end.tsx'
import { draftOf, limitsCommand, limitsOf, limitsPath, type LimitsDraft } from './limits-draft.ts'
import { limitMessages } from './messages.ts'

const text = limitMessages

interface Props {
  /** The present limits; of a new one, its scope alone. */
  readonly limits: ScopedLimits
  readonly isNew: boolean
  /** The sites and the roles of the fleet, to choose from. */
  readonly names: Readonly<Record<Exclude<LimitScope, 'fleet'>, readonly string[]>>
  readonly saved: () => void
  readonly cancel: () => void
}

/** Sets the limits of the fleet, a site or a role; an empty field takes the next wider scope's. */
export const LimitsForm = ({ limits, isNew, names, saved, cancel }: Props) => {
  const [draft, setDraft] = useState(() => draftOf(limits))
  const change = (part: Partial<LimitsDraft>) => setDraft((now) => ({ ...now, ...part }))
  const { form, problems, isSending, onSubmit } = useSubmission<keyof typeof limitFields.wrong>(async () => {
    const wanted = limitsOf(draft)
    const isEmpty = Object.keys(wanted).length === 0
    const found = draft.scope !== 'fleet' && draft.name.trim() === ''
      ? { fields: { name: text.nameNeeded } }
      : problemsIn(await (isEmpty ? send('DELETE', limitsPath(draft)) : send('PUT', limitsPath(draft), wanted)), limitFields)
    if (!found) saved()
    return found
  })
  return (
    <form ref={form} onSubmit={onSubmit}>
      {isNew && (
        <>
          <SelectField
            id="limits-scope"
            label={text.fields.scope}
            value={draft.scope}
            choices={[['site', text.scopes.site], ['role', text.scopes.role]]}
            change={(scope) => change({ scope: scope as LimitScope })}
          />
          <TextField
            id="limits-name"
            label={text.fields.name}
            value={draft.name}
            list="limits-names"
            problem={problems.fields.name}
            change={(name) => change({ name })}
          />
          <datalist id="limits-names">
            {draft.scope !== 'fleet' && names[draft.scope].map((name) => <option key={name} value={name} />)}
          </datalist>
        </>
      )}
      <TextField
        id="limits-silent"
        label={limitFields.labels.silentAfterHours}
        placeholder="12"
        value={draft.silentAfterHours}
        problem={problems.fields.silentAfterHours}
        change={(silentAfterHours) => change({ silentAfterHours })}
      />
      <TextField
        id="limits-down"
        label={limitFields.labels.downAfterMinutes}
        placeholder="10"
        value={draft.downAfterMinutes}
        problem={problems.fields.downAfterMinutes}
        change={(downAfterMinutes) => change({ downAfterMinutes })}
      />
      <SelectField
        id="limits-severity"
        label={limitFields.labels.downSeverity}
        hint={text.empty[draft.scope]}
        value={draft.downSeverity}
        choices={[['', limitFields.wider], ['warning', messages.severities.warning], ['critical', messages.severities.critical]]}
        change={(downSeverity) => change({ downSeverity })}
      />
      <ReceiverFormEnd problem={problems.whole} isSending={isSending} cancel={cancel} command={limitsCommand(draft, limits)} />
    </form>
  )
}
