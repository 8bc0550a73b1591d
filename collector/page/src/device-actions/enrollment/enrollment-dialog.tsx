import { useState } from 'preact/hooks'
import { Dialog, Icon } from '../../components/index.ts'
import type { Fleet } from '../../server/index.ts'
import { messages } from '../../text/index.ts'
import { actionMessages } from '../messages.ts'
import { DeviceForm } from './device-form.tsx'
import { enrollmentMessages } from './messages.ts'
import { Online, SetUp } from './set-up.tsx'

const text = enrollmentMessages

interface ScrapedProps {
  readonly id: string
  readonly fleet: Fleet
  readonly close: () => void
  readonly another?: (() => void) | undefined
}

/** Waits for the first scrape of a device that only exposes its metrics: there is nothing to install on it. */
const Scraped = ({ id, fleet, close, another }: ScrapedProps) => {
  const client = fleet.clients.get(id)
  if (client?.freshness === 'fresh') return <Online id={id} close={close} another={another} />
  return (
    <>
      {client?.reason?.code === 'scrape_failed' && <p class="problem" role="alert">{client.reason.text}</p>}
      <p class="label" role="status"><Icon shape="pending" /> {text.scraping}</p>
      <p class="actions"><button type="button" onClick={close}>{messages.close}</button></p>
    </>
  )
}

interface Props {
  readonly fleet: Fleet
  /** A device that is registered already, and whether it gets a new card; a new one if left out. */
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
    <Dialog
      title={known === undefined ? enrollmentMessages.add : actionMessages.actions[known.isReplaced ? 'replace' : 'setUp']}
      close={close}
    >
      {(shut) => id === undefined
        ? <DeviceForm clients={[...fleet.clients.values()]} enrolled={enrolled} cancel={shut} />
        : isScraped
          ? <Scraped id={id} fleet={fleet} close={shut} {...another} />
          : <SetUp key={id} id={id} isReplaced={known?.isReplaced ?? false} fleet={fleet} close={shut} {...another} />}
    </Dialog>
  )
}
