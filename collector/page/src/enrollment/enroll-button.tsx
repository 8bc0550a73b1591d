import { useId } from 'preact/hooks'
import { useRole } from '../parts/use-role.ts'
import { words } from '../words.ts'

/** Opens the dialog; a viewer sees why it cannot be opened. */
export const EnrollButton = ({ open }: { readonly open: () => void }) => {
  const role = useRole()
  const id = useId()
  const reason = role === undefined || role === 'admin' ? undefined : words.enrollment.viewer
  return (
    <div class="enroll">
      <button type="button" class="primary" disabled={role !== 'admin'} aria-describedby={reason && id} onClick={open}>{words.enrollment.add}</button>
      {reason !== undefined && <span class="label" id={id}>{reason}</span>}
    </div>
  )
}
