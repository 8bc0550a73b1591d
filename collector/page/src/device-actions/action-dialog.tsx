import type { ClientStatus, DeviceView } from '@mimamori/contract'
import { isOutOfUse } from '@mimamori/contract/out-of-use'
import { useState } from 'preact/hooks'
import { Dialog } from '../components/index.ts'
import type { Fleet } from '../server/index.ts'
import type { DeviceAction } from './actions.ts'
import { ConfirmChange } from './confirm-change.tsx'
import type { DialogProps, Done } from './dialog-props.ts'
import { EditForm } from './edit-form.tsx'
import { actionMessages } from './messages.ts'
import { PauseForm } from './pause-form.tsx'
import { isServerItself } from './reach-address.ts'
import { SendKey } from './send-key.tsx'
import { ShowKey } from './show-key.tsx'

interface NewKeyProps extends DialogProps {
  readonly client: ClientStatus
  /** Whether the server puts a new key on the device itself. */
  readonly canSend: boolean
  readonly refresh: () => void
  /** Keeps Escape from closing it while there is a key that is not shown again. */
  readonly lock: (isLocked: boolean) => void
}

/**
 * A new key for a device: sent to it if the server does that, or shown. The server itself gets its key by hand, and so does a device
 * that is out of use.
 */
const NewKey = ({ client, canSend, refresh, lock, ...dialog }: NewKeyProps) => {
  const isByHand = isOutOfUse(dialog.view.state) || isServerItself(client.address)
  // The choice stays while the dialog is open.
  const [isSendable] = useState(canSend && !isByHand)
  const [isShown, setIsShown] = useState(!isSendable)
  return isShown
    ? <ShowKey {...dialog} client={client} lock={lock} namesScript={!isSendable && !isByHand} />
    : <SendKey {...dialog} refresh={refresh} show={() => setIsShown(true)} />
}

/** An action with a dialog. */
export type AskedAction = Exclude<DeviceAction, 'resume'>

interface Props {
  readonly action: AskedAction
  readonly view: DeviceView
  readonly client: ClientStatus
  readonly fleet: Fleet
  /** Whether the server puts a new key on the device itself. */
  readonly canSendKey: boolean
  readonly serverNowMs: number
  readonly close: () => void
  readonly done: Done
  /** Reloads a device that differs from what was shown. */
  readonly refresh: () => void
}

/** The dialog of an action. */
export const ActionDialog = ({ action, view, client, fleet, canSendKey, serverNowMs, close, done, refresh }: Props) => {
  const [isLocked, setIsLocked] = useState(false)
  return (
    <Dialog
      title={actionMessages.title(actionMessages.actions[action], view.name === null ? view.id : actionMessages.named(view.name, view.id))}
      close={close}
      isLocked={isLocked}
    >
      {(shut) => {
        const shared = {
          view,
          shut,
          done: ((said, changed) => {
            // First, so that the focus returns to the button while that exists.
            shut()
            done(said, changed)
          }) satisfies Done
        }
        switch (action) {
          case 'edit': return <EditForm {...shared} clients={[...fleet.clients.values()]} />
          case 'pause':
          case 'changePause': return <PauseForm {...shared} action={action} serverNowMs={serverNowMs} refused={refresh} />
          case 'rotate': return (
            <NewKey
              view={view}
              shut={shut}
              client={client}
              canSend={canSendKey}
              done={done}
              refresh={refresh}
              lock={setIsLocked}
            />
          )
          default: return <ConfirmChange {...shared} action={action} refused={refresh} />
        }
      }}
    </Dialog>
  )
}
