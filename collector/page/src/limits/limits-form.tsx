import { useState } from 'preact/hooks'
import type { LimitScope, ScopedLimits } from '@mimamori/contract'
import { SelectField, TextField } from '../parts/field.tsx'
import { refusalOf } from '../parts/refusal-words.ts'
import type { Problems } from '../parts/problems.ts'
import { refusalIn, send, type Sent } from '../parts/send.ts'
import { useSubmission } from '../parts/use-submission.ts'
import { FormEnd } from '../receivers/form-end.tsx'
import { words } from '../words.ts'
import { draftOf, limitsCommand, limitsOf, limitsPath, type LimitsDraft } from './limits-draft.ts'

const text = words.limits

interface Props {
  /** What is set there now; of a new one, its scope alone. */
  readonly limits: ScopedLimits
  readonly isNew: boolean
  /** The sites and the roles of the fleet, to choose from. */
  readonly names: Readonly<Record<Exclude<LimitScope, 'fleet'>, readonly string[]>>
  readonly saved: () => void
  readonly cancel: () => void
}

const fields = { '/silentAfterSeconds': 'silentAfterHours', '/downAfterSeconds': 'downAfterMinutes', '/name': 'name' } as const
type Field = typeof fields[keyof typeof fields]

const problemsOf = (sent: Sent<unknown>): Problems<Field> | undefined => {
  if (sent !== undefined && 'answer' in sent) return undefined
  const refusal = refusalIn(sent)
  const found = (refusal?.issues ?? []).map(({ path }) => fields[path as keyof typeof fields])
  if (found.length === 0 || found.some((name) => name === undefined)) return { fields: {}, whole: refusalOf(refusal, words) }
  return { fields: Object.fromEntries(found.map((name) => [name, name === 'name' ? words.registration.wrong.site : words.registration.wrong[name]])) }
}

/** Sets the limits of the fleet, a site or a role; an empty field takes the next wider scope's. */
export const LimitsForm = ({ limits, isNew, names, saved, cancel }: Props) => {
  const [draft, setDraft] = useState(() => draftOf(limits))
  const change = (part: Partial<LimitsDraft>) => setDraft((now) => ({ ...now, ...part }))
  const { form, problems, isSending, onSubmit } = useSubmission(async () => {
    const wanted = limitsOf(draft)
    const isEmpty = Object.keys(wanted).length === 0
    const found = draft.scope !== 'fleet' && draft.name.trim() === '' ? { fields: { name: text.nameNeeded } } : problemsOf(await (isEmpty ? send('DELETE', limitsPath(draft)) : send('PUT', limitsPath(draft), wanted)))
    if (!found) saved()
    return found
  })
  return (
    <form ref={form} onSubmit={onSubmit}>
      {isNew && (
        <>
          <SelectField id="limits-scope" label={text.fields.scope} value={draft.scope} choices={[['site', text.scopes.site], ['role', text.scopes.role]]} change={(scope) => change({ scope: scope as LimitScope })} />
          <TextField id="limits-name" label={text.fields.name} value={draft.name} list="limits-names" problem={problems.fields.name} change={(name) => change({ name })} />
          <datalist id="limits-names">{draft.scope !== 'fleet' && names[draft.scope].map((name) => <option key={name} value={name} />)}</datalist>
        </>
      )}
      <TextField id="limits-silent" label={words.registration.fields.silentAfterHours} placeholder="12" value={draft.silentAfterHours} problem={problems.fields.silentAfterHours} change={(silentAfterHours) => change({ silentAfterHours })} />
      <TextField id="limits-down" label={words.registration.fields.downAfterMinutes} placeholder="10" value={draft.downAfterMinutes} problem={problems.fields.downAfterMinutes} change={(downAfterMinutes) => change({ downAfterMinutes })} />
      <SelectField
        id="limits-severity"
        label={text.fields.severity}
        hint={text.empty[draft.scope]}
        value={draft.downSeverity}
        choices={[['', text.wider], ['warning', words.alerts.severities.warning], ['critical', words.alerts.severities.critical]]}
        change={(downSeverity) => change({ downSeverity })}
      />
      <FormEnd problem={problems.whole} isSending={isSending} cancel={cancel} command={limitsCommand(draft, limits)} />
    </form>
  )
}
