import type { DeviceView } from '@mimamori/contract'
import { useState } from 'preact/hooks'
import { FormEnd, SelectField, TextField, useSubmission } from '../components/index.ts'
import { answerOf, refusalIn, send } from '../server/index.ts'
import { formatExactTime, localTimeZone, messages } from '../text/index.ts'
import type { DeviceAction } from './actions.ts'
import { AsCommand } from './as-command.tsx'
import { pauseCommand } from './change-command.ts'
import type { DialogProps } from './dialog-props.ts'
import { actionMessages } from './messages.ts'
import { pauseDraftOf, pauseEnds, requestOf, type PauseEnd } from './pause-draft.ts'
import { problemOf } from './refusal.ts'

const text = actionMessages.pause

interface Props extends DialogProps {
  /** Whether it begins a pause, or changes the end of one that goes on. */
  readonly action: Extract<DeviceAction, 'pause' | 'changePause'>
  readonly serverNowMs: number
  /** Called if the server refused: the device differs from what was shown. */
  readonly refused: () => void
}

/** No alerts of the device until a time, with the reason that everybody then sees. */
export const PauseForm = ({ view, action, serverNowMs, shut, done, refused }: Props) => {
  const [draft, setDraft] = useState(() => pauseDraftOf(view))
  // The pause that was shown when this was opened: a later one is another.
  const [known] = useState(() => action === 'changePause' ? { pausedSince: view.stateSince } : {})
  const timeZone = localTimeZone()
  const request = requestOf(draft, { timeZone, nowMs: serverNowMs })
  const until = 'wrong' in request ? undefined : request.until
  const { form, problems, isSending, onSubmit } = useSubmission<'dateTime' | 'reason'>(async () => {
    if ('wrong' in request) return { fields: { dateTime: text.wrong.dateTime } }
    const sent = await send<{ readonly client: DeviceView }>('POST', `/api/clients/${view.id}/pause`, { ...request, ...known })
    const answer = answerOf(sent)
    if (answer) {
      done(actionMessages.done.pause(view.id, until && formatExactTime(until)), answer.client)
      return undefined
    }
    const paths = refusalIn(sent)?.issues?.map(({ path }) => path) ?? []
    if (paths.includes('/until')) return { fields: { dateTime: text.wrong.dateTime } }
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
        hint={until === undefined || draft.end === 'dateTime' ? messages.timeZone(timeZone) : text.until(formatExactTime(until))}
        change={(end) => setDraft((now) => ({ ...now, end: end as PauseEnd }))}
      />
      {draft.end === 'dateTime' && (
        <TextField
          id="pause-date-time"
          type="datetime-local"
          label={text.dateTime}
          value={draft.dateTime}
          problem={problems.fields.dateTime}
          change={(dateTime) => setDraft((now) => ({ ...now, dateTime }))}
        />
      )}
      <TextField
        id="pause-reason"
        label={text.reason}
        value={draft.reason}
        hint={text.reasonHint}
        problem={problems.fields.reason}
        change={(reason) => setDraft((now) => ({ ...now, reason }))}
      />
      <FormEnd problem={problems.whole} isSending={isSending} submit={actionMessages.actions[action]} cancel={shut} />
      <AsCommand command={'wrong' in request ? undefined : pauseCommand(view.id, request)} />
    </form>
  )
}
