import type { DeviceView } from '@mimamori/contract'
import { useState } from 'preact/hooks'
import { SelectField, TextField } from '../components/field.tsx'
import { answerOf, refusalIn, send } from '../server/send.ts'
import { exactWords, ownTimeZone } from '../text/times.ts'
import { useSubmission } from '../components/use-submission.ts'
import { actionMessages } from './messages.ts'
import { messages } from '../text/messages.ts'
import { AsCommand } from './as-command.tsx'
import type { CareAction } from './actions.ts'
import { pauseCommand } from './change-command.ts'
import type { DialogProps } from './dialog-props.ts'
import { pauseDraftOf, pauseEnds, requestOf, type PauseEnd } from './pause-draft.ts'
import { problemOf } from './refusal.ts'

const text = actionMessages.pause

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
      done(actionMessages.done.pause(view.id, until && exactWords(until)), answer.client)
      return undefined
    }
    const paths = refusalIn(sent)?.issues?.map(({ path }) => path) ?? []
    if (paths.includes('/until')) return { fields: { moment: text.wrong.moment } }
    if (paths.includes('/reason')) return { fields: { reason: text.wrong.reason } }
    refused()
    return { fields: {}, whole: problemOf(action, sent) ?? '' }
  })
  return (
    <form ref={form} onSubmit={onSubmit}>
      <SelectField
        id="pause-end"
        label={text.end}
        value={draft.end}
        choices={pauseEnds.map((end) => [end, text.ends[end]])}
        hint={until === undefined || draft.end === 'moment' ? messages.timeZone(timeZone) : text.until(exactWords(until))}
        change={(end) => setDraft((now) => ({ ...now, end: end as PauseEnd }))}
      />
      {draft.end === 'moment' && <TextField id="pause-moment" type="datetime-local" label={text.moment} value={draft.moment} problem={problems.fields.moment} change={(moment) => setDraft((now) => ({ ...now, moment }))} />}
      <TextField id="pause-reason" label={text.reason} value={draft.reason} hint={text.reasonHint} problem={problems.fields.reason} change={(reason) => setDraft((now) => ({ ...now, reason }))} />
      {problems.whole !== undefined && <p class="problem" role="alert">{problems.whole}</p>}
      <p class="actions">
        <button type="submit" class="primary" disabled={isSending}>{actionMessages.actions[action]}</button>
        <button type="button" onClick={shut}>{messages.cancel}</button>
      </p>
      <AsCommand command={'wrong' in request ? undefined : pauseCommand(view.id, request)} />
    </form>
  )
}
