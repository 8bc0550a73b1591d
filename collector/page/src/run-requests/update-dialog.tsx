import type { RunRequest } from '@mimamori/contract'
import { useEffect, useRef } from 'preact/hooks'
import { CopyLine } from '../parts/copy-line.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { followHere } from '../path.ts'
import { words } from '../words.ts'
import { useRunRequest } from './use-run-request.ts'

const text = words.runRequests

interface Props {
  /** Every device of the inventory where left out. */
  readonly device: string | undefined
  readonly close: () => void
}

/** Asks once, hands the update to the server, and leads to its run. */
export const UpdateDialog = ({ device, close }: Props) => (
  <Dialog title={text.title(device)} close={close}>{(shut) => <Update device={device} shut={shut} />}</Dialog>
)

const Update = ({ device, shut }: { readonly device: string | undefined, readonly shut: () => void }) => {
  const { request, problem, isSending, start } = useRunRequest({ action: 'update', devices: device === undefined ? null : [device] })
  return (
    <>
      {!request && <p>{text.what(device)}</p>}
      {problem !== undefined && <p class="problem" role="alert">{problem}</p>}
      {request && <Outcome request={request} shut={shut} />}
      <p class="actions">
        {!request && <button type="button" class="primary" disabled={isSending} onClick={start}>{text.start}</button>}
        <button type="button" onClick={shut}>{request ? text.close : text.cancel}</button>
      </p>
      {!request && <CopyLine what={text.command} command={['./scripts/update-all-clients.sh', ...device === undefined ? [] : ['--limit', device]].join(' ')} />}
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
      {run !== null && <p><a ref={link} href={`/admin/updates/${run}`} onClick={(event) => { shut(); followHere(event) }}>{text.follow}</a></p>}
    </>
  )
}
