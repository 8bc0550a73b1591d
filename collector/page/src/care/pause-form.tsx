import type { DeviceView } from '@mimamori/contract'
import { useState } from 'preact/hooks'
import { SelectField, TextField } from '../parts/field.tsx'
import { answerOf, refusalIn, send } from '../parts/send.ts'
import { exactWords, ownTimeZone } from '../parts/time-words.ts'
import { useSubmission } from '../parts/use-submission.ts'
import { words } from '../words.ts'
import { AsCommand } from './as-command.tsx'
import type { CareAction } from './care-actions.ts'
import { pauseCommand } from './care-command.ts'
import type { DialogProps } from './done.ts'
import { pauseDraftOf, pauseEnds, requestOf, type PauseEnd } from './pause-draft.ts'
import { problemOf } from './refusal-words.ts'

const text = words.care.pause

interface Props extends DialogProps {
  /** Whether it begins a pause, or gives one that goes on another end. */
  readonly action: Extract<CareAction, 'pause' | 'changePause'>
  readonly serverNowMs: number
  /** Called where the server refused: the device is another than it was shown to be. */
  readonly refused: () => void
}

/** No alerts of the device until a time, with the reason that everybody then sees. */
export const PauseForm = ({ view, action, serverNowMs, shut, done, refused }: Props) => {
  const [draft, setDraft] = useState(() => pauseDraftOf(view))
  // Of the pause that was shown when this was opened: what follows it is another.
  const [known] = useState(() => action === 'changePause' ? { pausedSince: view.stateSince } : {})
  const timeZone = ownTimeZone()
  const request = requestOf(draft, { timeZone, nowMs: serverNowMs })
  const until = 'wrong' in request ? undefined : request.until
  const { form, problems, isSending, onSubmit } = useSubmission<'moment' | 'reason'>(async () => {
    if ('wrong' in request) return { fields: { moment: text.wrong.moment } }
    const sent = await send<{ readonly client: DeviceView }>('POST', `/api/clients/${view.id}/pause`, { ...request, ...known })
    const answer = answerOf(sent)
    if (answer) {
      done(words.care.done.pause(view.id, until && exactWords(until)), answer.client)
      return undefined
    }
    const paths = refusalIn(sent)?.issues?.map(({ path }) => path) ?? []
    if (paths.includes('/until')) return { fields: { moment: text.wrong.moment } }
    if (paths.includes('/reason')) return { fields: { reason: text.wrong.reason } }
    refused()
    return { fields: {}, whole: problemOf(action, sent, words) ?? '' }
  })
  return (
    <form ref={form} onSubmit={onSubmit}>
      <SelectField
        id="pause-end"
        label={text.end}
        value={draft.end}
        choices={pauseEnds.map((end) => [end, text.ends[end]])}
        hint={until === undefined || draft.end === 'moment' ? text.timeZone(timeZone) : text.until(exactWords(until))}
        change={(end) => setDraft((now) => ({ ...now, end: end as PauseEnd }))}
      />
      {draft.end === 'moment' && <TextField id="pause-moment" type="datetime-local" label={text.moment} value={draft.moment} problem={problems.fields.moment} change={(moment) => setDraft((now) => ({ ...now, moment }))} />}
      <TextField id="pause-reason" label={text.reason} value={draft.reason} hint={text.reasonHint} problem={problems.fields.reason} change={(reason) => setDraft((now) => ({ ...now, reason }))} />
      {problems.whole !== undefined && <p class="problem" role="alert">{problems.whole}</p>}
      <p class="actions">
        <button type="submit" class="primary" disabled={isSending}>{words.care.actions[action]}</button>
        <button type="button" onClick={shut}>{words.registration.cancel}</button>
      </p>
      <AsCommand command={'wrong' in request ? undefined : pauseCommand(view.id, request)} />
    </form>
  )
}
