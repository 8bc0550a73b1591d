import { useState } from 'preact/hooks'
import type { Fleet } from '../fleet/fleet.ts'
import { Dialog } from '../parts/dialog.tsx'
import { words } from '../words.ts'
import { DeviceForm } from './device-form.tsx'
import { SetUp } from './set-up.tsx'

interface Props {
  readonly fleet: Fleet
  /** The device whose card is replaced; a new one where left out. */
  readonly replaced?: string
  readonly close: () => void
}

/** From an ID to a device that is online. */
export const EnrollmentDialog = ({ fleet, replaced, close }: Props) => {
  const [id, setId] = useState(replaced)
  return (
    <Dialog title={replaced === undefined ? words.enrollment.add : words.enrollment.replace} close={close}>
      {(shut) => id === undefined
        ? <DeviceForm clients={[...fleet.clients.values()]} enrolled={setId} cancel={shut} />
        : <SetUp key={id} id={id} isReplaced={replaced !== undefined} fleet={fleet} close={shut} {...replaced === undefined && { another: () => setId(undefined) }} />}
    </Dialog>
  )
}
