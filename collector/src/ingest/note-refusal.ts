import type { Envelope } from '@mimamori/contract'
import type { Connections } from '../devices/connection/connection.ts'

/** A message that came with a device's key and was refused. */
export interface RefusedMessage {
  /** A report or a status: what the device's page lives on. */
  readonly isReport: boolean
  readonly envelope?: Envelope
  readonly address?: string
}

/** Whose message it was is not certain: it says of itself that it is another device's, or the device is out of use. */
const isOfAnother = (statusCode: number): boolean => statusCode === 401 || statusCode === 403

/** Whether the message was wrong; the rest is our own trouble, the network's, or too much of what is right. */
const isItsOwnFault = (statusCode: number): boolean => statusCode >= 400 && statusCode < 500 && statusCode !== 408 && statusCode !== 429

/** Notes that a device was heard although its message was refused, and what its report was refused for. */
export const createRefusalNote =
  ({ connections }: { readonly connections: Pick<Connections, 'seen'> }) =>
    (
      deviceId: string,
      { code, statusCode }: { readonly code: string, readonly statusCode: number },
      { receivedMs, isReport, envelope, address }: RefusedMessage & { readonly receivedMs: number }
    ): void => {
      if (isOfAnother(statusCode)) return
      connections.seen({
        deviceId,
        atMs: receivedMs,
        ...(envelope !== undefined && { envelope }),
        ...(address !== undefined && { address }),
        ...(isReport && isItsOwnFault(statusCode) && { refusedAs: code })
      })
    }
