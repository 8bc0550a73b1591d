import type { ClientStatus } from '@mimamori/contract'
import { isOutOfUse } from '@mimamori/contract/out-of-use'

type Registered = Pick<ClientStatus, 'clientId' | 'address' | 'state'>

/** The device in use, other than this one, that has its address, as far as the page knows. */
export const addressHolder = (
  { id, address }: { readonly id: string, readonly address: string },
  clients: readonly Registered[]
): string | undefined =>
  clients.find((client) => client.clientId !== id && client.address === address.trim() && !isOutOfUse(client.state))?.clientId
