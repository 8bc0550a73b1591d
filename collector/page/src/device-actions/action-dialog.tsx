import type { ClientStatus, DeviceView } from '@mimamori/contract'
import { useState } from 'preact/hooks'
import type { Fleet } from '../server/fleet.ts'
import { Dialog } from '../components/dialog.tsx'
import { actionMessages } from './messages.ts'
import type { CareAction } from './actions.ts'
import { ConfirmChange } from './confirm-change.tsx'
import type { Done } from './dialog-props.ts'
import { EditForm } from './edit-form.tsx'
import { NewKey } from './new-key.tsx'
import { PauseForm } from './pause-form.tsx'

/** What is asked about before it is done. */
export type AskedAction = Exclude<CareAction, 'resume'>

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
  /** Looks again at a device that is not as it was shown. */
  readonly refresh: () => void
}

/** The dialog of an action. */
export const CareDialog = ({ action, view, client, fleet, canSendKey, serverNowMs, close, done, refresh }: Props) => {
  const [isHeld, setIsHeld] = useState(false)
  return (
    <Dialog title={actionMessages.title(actionMessages.actions[action], view.name === null ? view.id : actionMessages.named(view.name, view.id))} close={close} isHeld={isHeld}>
      {(shut) => {
        const shared = {
          view,
          shut,
          done: ((said, changed) => {
            // First, so that the keyboard goes back to the button while that is there.
            shut()
            done(said, changed)
          }) satisfies Done
        }
        switch (action) {
          case 'edit': return <EditForm {...shared} clients={[...fleet.clients.values()]} />
          case 'pause':
          case 'changePause': return <PauseForm {...shared} action={action} serverNowMs={serverNowMs} refused={refresh} />
          case 'rotate': return <NewKey view={view} shut={shut} client={client} canSend={canSendKey} done={done} refresh={refresh} hold={setIsHeld} />
          default: return <ConfirmChange {...shared} action={action} refused={refresh} />
        }
      }}
    </Dialog>
  )
}
