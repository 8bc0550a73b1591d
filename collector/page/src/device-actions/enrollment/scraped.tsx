import type { Fleet } from '../../server/fleet.ts'
import { Icon } from '../../components/icons.tsx'
import { enrollmentMessages } from './messages.ts'
import { Online } from './set-up.tsx'
import { messages } from '../../text/messages.ts'

const text = enrollmentMessages

interface Props {
  readonly id: string
  readonly fleet: Fleet
  readonly close: () => void
  readonly another?: (() => void) | undefined
}

/** Waits for the first scrape of a device that only exposes its metrics: there is nothing to install on it. */
export const Scraped = ({ id, fleet, close, another }: Props) => {
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
