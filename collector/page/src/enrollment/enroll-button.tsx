import { useId } from 'preact/hooks'
import { useRole } from '../parts/use-role.ts'
import { words } from '../words.ts'

interface Props {
  readonly open: () => void
  /** For the card of a device that is there, instead of a new one. */
  readonly isReplacing?: boolean
}

/** Opens the dialog; a viewer sees why it cannot be opened. */
export const EnrollButton = ({ open, isReplacing = false }: Props) => {
  const role = useRole()
  const id = useId()
  const reason = role === undefined || role === 'admin' ? undefined : isReplacing ? words.enrollment.viewerReplace : words.enrollment.viewer
  return (
    <div class="enroll">
      <button type="button" class={isReplacing ? '' : 'primary'} disabled={role !== 'admin'} aria-describedby={reason && id} onClick={open}>
        {isReplacing ? words.enrollment.replace : words.enrollment.add}
      </button>
      {reason !== undefined && <span class="label" id={id}>{reason}</span>}
    </div>
  )
}
