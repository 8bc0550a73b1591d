import type { Envelope } from '@mimamori/contract'
import type { Connections } from '../devices/connection/connection.ts'

/** A message that came with a device's key and was refused. */
export interface RefusedMessage {
  /** A report or a status, which the device's page needs. */
  readonly isReport: boolean
  readonly envelope?: Envelope
  readonly address?: string
}

/** Whether the sender is uncertain: the message claims another device's id, or the device is out of use. */
const isOfAnother = (statusCode: number): boolean => statusCode === 401 || statusCode === 403

/** Whether the message was wrong; other refusals are our own trouble, the network's, or too many right messages. */
const isItsOwnFault = (statusCode: number): boolean => statusCode >= 400 && statusCode < 500 && statusCode !== 408 && statusCode !== 429

/** Records that a device was heard although its message was refused, and why its report was refused. */
export const createRefusalRecorder =
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
