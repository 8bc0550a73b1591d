import type { Connections } from '../devices/connection/connection.ts'
import type { BatchMessage, BatchResult } from './batch-message.ts'

interface Parts {
  readonly connections: Pick<Connections, 'seen'>
}

/** Answers a batch of late samples where nothing takes them: nothing of it is read or kept, and the device need not send it again. */
export const createSampleAcceptor = ({ connections }: Parts) => ({ deviceId, receivedMs, envelope, address }: BatchMessage<unknown>): BatchResult => {
  connections.seen({ deviceId, atMs: receivedMs, envelope, address })
  return { acknowledgedSequence: envelope.sequence, accepted: 0, rejected: [] }
}
