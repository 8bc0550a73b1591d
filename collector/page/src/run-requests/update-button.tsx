import { useId, useState } from 'preact/hooks'
import { useRole } from '../parts/use-role.ts'
import { words } from '../words.ts'
import { UpdateDialog } from './update-dialog.tsx'
import { useRunActions } from './use-run-actions.ts'

/** Starts an update of one device, or of all, where the server is set up for that; a viewer sees why not. */
export const UpdateButton = ({ device }: { readonly device?: string }) => {
  const actions = useRunActions()
  const role = useRole()
  const id = useId()
  const [isOpen, setIsOpen] = useState(false)
  if (role === undefined || (!actions.includes('update') && !isOpen)) return null
  const reason = role === 'admin' ? undefined : words.runRequests.viewer
  return (
    <div class="start-update">
      <button type="button" disabled={reason !== undefined} aria-describedby={reason && id} onClick={() => setIsOpen(true)}>
        {device === undefined ? words.runRequests.updateAll : words.runRequests.updateDevice}
      </button>
      {reason !== undefined && <> <span class="label" id={id}>{reason}</span></>}
      {isOpen && <UpdateDialog device={device} close={() => setIsOpen(false)} />}
    </div>
  )
}
