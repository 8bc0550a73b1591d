import { useId } from 'preact/hooks'
import type { DeviceAction, SetUpAction } from './actions.ts'
import { actionMessages } from './messages.ts'

interface Props {
  readonly actions: readonly (DeviceAction | SetUpAction)[]
  /** The actions that cannot be done now, with the reason. */
  readonly blocked: Readonly<Partial<Record<DeviceAction, string>>>
  /** The reason why none can be done; undefined if they can. */
  readonly refusal: string | undefined
  readonly start: (action: DeviceAction | SetUpAction) => void
  /** A device that is out of use comes back with a new key. */
  readonly isBroughtBack: boolean
}

/** A button for each action, with its effect. */
export const ActionList = ({ actions, blocked, refusal, start, isBroughtBack }: Props) => {
  const id = useId()
  const hintOf = (action: DeviceAction | SetUpAction): string => {
    if (action === 'rotate' && isBroughtBack) return actionMessages.hints.rotateBack
    return (action === 'replace' || action === 'setUp' ? undefined : blocked[action]) ?? actionMessages.hints[action]
  }
  return (
    <>
      {refusal !== undefined && <p class="label" id={`${id}-refusal`}>{refusal}</p>}
      <ul>
        {actions.map((action) => (
          // Pausing and resuming share a button: the focus stays on it.
          <li key={action === 'resume' ? 'pause' : action}>
            <button
              type="button"
              disabled={refusal !== undefined || action in blocked}
              aria-describedby={`${id}-${action}${refusal === undefined ? '' : ` ${id}-refusal`}`}
              onClick={() => start(action)}
            >
              {actionMessages.actions[action]}
            </button>
            <span class="label" id={`${id}-${action}`}>{hintOf(action)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
