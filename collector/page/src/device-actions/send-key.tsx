import { useEffect, useRef } from 'preact/hooks'
import { CopyLine, Problem } from '../components/index.ts'
import { messages } from '../text/index.ts'
import { runRequestMessages } from '../updates/run-requests/messages.ts'
import { useRunRequest } from '../updates/run-requests/use-run-request.ts'
import type { DialogProps } from './dialog-props.ts'
import { scriptForKey } from './key-command.ts'
import { actionMessages } from './messages.ts'

const text = actionMessages.newKey.send

interface Props extends DialogProps {
  /** Has the key shown instead. */
  readonly show: () => void
  /** Reloads the device: an unfinished run may have changed it. */
  readonly refresh: () => void
}

/** Has the server put a new key on the device, and shows the result. The key itself is not on the page. */
export const SendKey = ({ view: { id }, shut, done, show, refresh }: Props) => {
  const { request, problem, isSending, start } = useRunRequest({ action: 'rotate-keys', devices: [id] })
  const first = useRef<HTMLParagraphElement>(null)
  const hasFailed = request?.state === 'refused' || request?.state === 'lost'
  const isDone = request?.state === 'done'
  useEffect(() => { if (request) first.current?.focus() }, [request?.id, isDone, hasFailed])
  useEffect(() => {
    if (isDone) done(text.states.done(id))
    else if (hasFailed) refresh()
  }, [isDone, hasFailed])
  return (
    <>
      <p ref={first} tabIndex={request && -1} class={hasFailed ? 'problem' : ''} role={hasFailed ? 'alert' : 'status'}>
        {request && request.state !== 'started' ? text.states[request.state](id) : text.what}
      </p>
      {hasFailed && request.message !== null && <p class="quoted">{request.message}</p>}
      <Problem text={problem} />
      <p class="actions">
        {(!request || hasFailed) && (
          <button type="button" class="primary" disabled={isSending} onClick={start}>
            {hasFailed ? text.again : text.start}
          </button>
        )}
        {(!request || hasFailed) && <button type="button" onClick={show}>{text.show}</button>}
        <button type="button" onClick={shut}>{request ? messages.close : messages.cancel}</button>
      </p>
      {!request && <CopyLine what={runRequestMessages.command} command={scriptForKey(id)} />}
    </>
  )
}
