import type { RunAction, RunRequest } from '@mimamori/contract'
import { useEffect, useRef } from 'preact/hooks'
import { CopyLine, Dialog, followHere, Problem } from '../../components/index.ts'
import { messages } from '../../text/index.ts'
import { runRequestMessages } from './messages.ts'
import { useRunRequest } from './use-run-request.ts'

const text = runRequestMessages

interface Props {
  readonly action: RunAction
  /** Every device of the inventory if left out. */
  readonly device: string | undefined
  readonly close: () => void
}

/** Asks once, hands the run to the server, and leads to it. */
export const RunDialog = ({ action, device, close }: Props) => (
  <Dialog title={text.title[action](device)} close={close}>{(shut) => <Asked action={action} device={device} shut={shut} />}</Dialog>
)

const commandFor = (action: RunAction, device: string | undefined): string =>
  [
    './scripts/update-all-clients.sh',
    ...action === 'update' ? [] : ['--what', action],
    ...device === undefined ? [] : ['--limit', device]
  ].join(' ')

const Asked = ({ action, device, shut }: Pick<Props, 'action' | 'device'> & { readonly shut: () => void }) => {
  const { request, problem, isSending, start } = useRunRequest({ action, devices: device === undefined ? null : [device] })
  return (
    <>
      {!request && <p>{text.what[action](device)}</p>}
      <Problem text={problem} />
      {request && <Outcome request={request} shut={shut} />}
      <p class="actions">
        {!request && <button type="button" class="primary" disabled={isSending} onClick={start}>{text.start[action]}</button>}
        <button type="button" onClick={shut}>{request ? messages.close : messages.cancel}</button>
      </p>
      {!request && <CopyLine what={text.command} command={commandFor(action, device)} />}
    </>
  )
}

const Outcome = ({ request: { state, run, message }, shut }: { readonly request: RunRequest, readonly shut: () => void }) => {
  const link = useRef<HTMLAnchorElement>(null)
  useEffect(() => { link.current?.focus() }, [run])
  const hasFailed = state === 'refused' || state === 'lost'
  return (
    <>
      <p class={hasFailed ? 'problem' : ''} role={hasFailed ? 'alert' : 'status'}>{text.states[state]}</p>
      {message !== null && <p class="quoted">{message}</p>}
      {run !== null && (
        <p>
          <a ref={link} href={`/admin/updates/${run}`} onClick={(event) => { shut(); followHere(event) }}>{text.follow}</a>
        </p>
      )}
    </>
  )
}
