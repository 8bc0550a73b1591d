import type { RequestAction, RunAction } from '@mimamori/contract'
import { useId, useState } from 'preact/hooks'
import { useRole } from '../../server/index.ts'
import { runRequestMessages } from './messages.ts'
import { RunDialog } from './run-dialog.tsx'

interface Props {
  /** Every device of the inventory if left out: restarting or rebooting them all is done by command. */
  readonly device?: string
  readonly allowed: readonly RequestAction[]
}

const order: readonly RunAction[] = ['update', 'agent', 'restart', 'reboot']
const ofAll: readonly RunAction[] = ['update', 'agent']

/** Starts a run on one device, or on all, if the server is set up for that: a button for each allowed one; a viewer sees why not. */
export const RunButtons = ({ device, allowed }: Props) => {
  const role = useRole()
  const id = useId()
  const [open, setOpen] = useState<RunAction>()
  const actions = (device === undefined ? ofAll : order).filter((action) => allowed.includes(action))
  if (role === undefined || (actions.length === 0 && open === undefined)) return null
  const reason = role === 'admin' ? undefined : runRequestMessages.viewer
  return (
    <div class="run-buttons">
      {actions.map((action) => (
        <button key={action} type="button" disabled={reason !== undefined} aria-describedby={reason && id} onClick={() => setOpen(action)}>
          {device === undefined ? runRequestMessages.ofAll[action as 'update' | 'agent'] : runRequestMessages.ofDevice[action]}
        </button>
      ))}
      {reason !== undefined && <> <span class="label" id={id}>{reason}</span></>}
      {open !== undefined && <RunDialog action={open} device={device} close={() => setOpen(undefined)} />}
    </div>
  )
}
