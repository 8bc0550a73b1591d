import { useState } from 'preact/hooks'
import type { Fleet } from '../../server/fleet.ts'
import { Dialog } from '../../components/dialog.tsx'
import { enrollmentMessages } from './messages.ts'
import { DeviceForm } from './device-form.tsx'
import { Scraped } from './scraped.tsx'
import { SetUp } from './set-up.tsx'
import { actionMessages } from '../messages.ts'

interface Props {
  readonly fleet: Fleet
  /** A device that is registered already, and whether it gets a new card; a new one where left out. */
  readonly known?: { readonly id: string, readonly isReplaced: boolean }
  readonly close: () => void
}

/** From an ID to a device that is online. */
export const EnrollmentDialog = ({ fleet, known, close }: Props) => {
  const [id, setId] = useState(known?.id)
  const [isScraped, setScraped] = useState(false)
  const enrolled = (newId: string, further: { readonly isScraped: boolean }): void => {
    setScraped(further.isScraped)
    setId(newId)
  }
  const another = known === undefined && { another: () => setId(undefined) }
  return (
    <Dialog title={known === undefined ? enrollmentMessages.add : actionMessages.actions[known.isReplaced ? 'replace' : 'setUp']} close={close}>
      {(shut) => id === undefined
        ? <DeviceForm clients={[...fleet.clients.values()]} enrolled={enrolled} cancel={shut} />
        : isScraped
          ? <Scraped id={id} fleet={fleet} close={shut} {...another} />
          : <SetUp key={id} id={id} isReplaced={known?.isReplaced ?? false} fleet={fleet} close={shut} {...another} />}
    </Dialog>
  )
}
