import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { Fleet } from '../fleet/fleet.ts'
import { words } from '../words.ts'
import { DeviceForm } from './device-form.tsx'
import { SetUp } from './set-up.tsx'

interface Props {
  readonly fleet: Fleet
  /** The device whose card is replaced; a new one where left out. */
  readonly replaced?: string
  readonly close: () => void
}

/** From an ID to a device that is online. The browser keeps the keyboard inside, and closes it with Escape. */
export const EnrollmentDialog = ({ fleet, replaced, close }: Props) => {
  const dialog = useRef<HTMLDialogElement>(null)
  const [id, setId] = useState(replaced)
  const heading = useId()
  useEffect(() => { dialog.current?.showModal() }, [])
  // By the browser, which puts the keyboard back where it was.
  const shut = () => dialog.current?.close()
  return (
    <dialog ref={dialog} class="enrolling" aria-labelledby={heading} onClose={close}>
      <h2 id={heading}>{replaced === undefined ? words.enrollment.add : words.enrollment.replace}</h2>
      {id === undefined
        ? <DeviceForm clients={[...fleet.clients.values()]} enrolled={setId} cancel={shut} />
        : <SetUp key={id} id={id} isReplaced={replaced !== undefined} fleet={fleet} close={shut} {...replaced === undefined && { another: () => setId(undefined) }} />}
    </dialog>
  )
}
