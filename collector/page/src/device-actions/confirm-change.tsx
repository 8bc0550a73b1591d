import type { DeviceView } from '@mimamori/contract'
import { useState } from 'preact/hooks'
import { Problem } from '../components/index.ts'
import { answerOf, send } from '../server/index.ts'
import { messages } from '../text/index.ts'
import type { GraveAction } from './actions.ts'
import { AsCommand } from './as-command.tsx'
import type { DialogProps } from './dialog-props.ts'
import { actionMessages } from './messages.ts'
import { problemOf } from './refusal.ts'

const requests: Readonly<Record<GraveAction, { readonly method: 'POST' | 'DELETE', readonly verb: string, readonly command: string }>> = {
  endOldKeys: { method: 'POST', verb: '/end-old-keys', command: 'devices end-old-keys' },
  revoke: { method: 'POST', verb: '/revoke', command: 'devices revoke' },
  retire: { method: 'POST', verb: '/retire', command: 'devices retire' },
  delete: { method: 'DELETE', verb: '', command: 'devices delete' }
}

interface Props extends DialogProps {
  readonly action: GraveAction
  /** Called if the server refused: the device differs from what was shown. */
  readonly refused: () => void
}

/** Describes the effect, and whether it can be undone; then does it. */
export const ConfirmChange = ({ action, view, shut, done, refused }: Props) => {
  const [problem, setProblem] = useState<string>()
  const [isSending, setIsSending] = useState(false)
  const { method, verb, command } = requests[action]
  const change = async () => {
    if (isSending) return
    setIsSending(true)
    const sent = await send<{ readonly client: DeviceView }>(method, `/api/clients/${view.id}${verb}`)
    setIsSending(false)
    setProblem(problemOf(action, sent))
    const answer = answerOf(sent)
    if (answer) done(actionMessages.done[action](view.id), answer.client)
    else refused()
  }
  return (
    <>
      <p>{actionMessages.sure[action](view.id)}</p>
      <Problem text={problem} />
      <p class="actions">
        <button type="button" class="grave" onClick={() => void change()}>{actionMessages.actions[action]}</button>
        {/* The first focus: a second Enter does nothing that cannot be undone. */}
        <button type="button" autofocus onClick={shut}>{messages.cancel}</button>
      </p>
      <AsCommand command={`${command} ${view.id}`} />
    </>
  )
}
