import type { ClientStatus } from '@mimamori/contract'
import { isOutOfUse } from '@mimamori/contract/out-of-use'
import { useState } from 'preact/hooks'
import { isServerItself } from './reach-address.ts'
import type { DialogProps } from './dialog-props.ts'
import { SendKey } from './send-key.tsx'
import { ShowKey } from './show-key.tsx'

interface Props extends DialogProps {
  readonly client: ClientStatus
  /** Whether the server puts a new key on the device itself. */
  readonly canSend: boolean
  readonly refresh: () => void
  /** Keeps Escape from closing it while there is a key that is not shown again. */
  readonly hold: (isHeld: boolean) => void
}

/** A new key for a device: sent to it where the server does that, or shown. The server itself gets its key by hand, and so does a device that is out of use. */
export const NewKey = ({ client, canSend, refresh, hold, ...dialog }: Props) => {
  const isByHand = isOutOfUse(dialog.view.state) || isServerItself(client.address)
  // The choice stays while the dialog is open.
  const [isSendable] = useState(canSend && !isByHand)
  const [isShown, setIsShown] = useState(!isSendable)
  return isShown
    ? <ShowKey {...dialog} client={client} hold={hold} namesScript={!isSendable && !isByHand} />
    : <SendKey {...dialog} refresh={refresh} show={() => setIsShown(true)} />
}
