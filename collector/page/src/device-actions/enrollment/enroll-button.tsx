import { useId } from 'preact/hooks'
import { useRole } from '../../server/index.ts'
import { messages } from '../../text/index.ts'
import { enrollmentMessages } from './messages.ts'

/** Opens the dialog; a viewer sees why it cannot be opened. */
export const EnrollButton = ({ open }: { readonly open: () => void }) => {
  const role = useRole()
  const id = useId()
  const reason = role === undefined || role === 'admin' ? undefined : messages.viewer
  return (
    <div class="enroll">
      <button type="button" class="primary" disabled={role !== 'admin'} aria-describedby={reason && id} onClick={open}>
        {enrollmentMessages.add}
      </button>
      {reason !== undefined && <span class="label" id={id}>{reason}</span>}
    </div>
  )
}
