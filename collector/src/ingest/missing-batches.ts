import type { Envelope } from '@mimamori/contract'
import type { LogStore } from '../logs/log-store.ts'

interface Deps {
  readonly logs: Pick<LogStore, 'append' | 'acknowledgedSequence'>
  readonly log: { warn (fields: object, message: string): void }
}

interface FirstBatch {
  readonly deviceId: string
  readonly envelope: Pick<Envelope, 'stream' | 'sequence'>
  readonly receivedMs: number
  readonly requestId: string
}

/** A UUID: the parts of a batch that was too large have streams of another form, and leave numbers out. */
const wholeBatches = /^[\da-f-]{36}$/

/**
 * Checks, at the first batch of each device in this run, for batches before it that are not here, as after the server was restored from an
 * older copy: the device does not send acknowledged batches again. Says so in the log of the server and in the device's.
 */
export const createMissingBatchesNote = ({ logs, log }: Deps): (batch: FirstBatch) => Promise<void> => {
  const heard = new Set<string>()
  return async ({ deviceId, envelope: { stream, sequence }, receivedMs, requestId }) => {
    if (heard.has(deviceId)) return
    heard.add(deviceId)
    if (sequence === 1 || !wholeBatches.test(stream)) return
    const acknowledged = await logs.acknowledgedSequence(deviceId, stream)
    if (sequence <= acknowledged + 1) return
    const missing = { device: deviceId, from: acknowledged + 1, to: sequence - 1 }
    log.warn(missing, 'log batches of a device missing')
    const message = `log batches ${missing.from} to ${missing.to} of this device are not on the server: ` +
      'it was restored from an older copy, or the device gave them up'
    await logs.append(deviceId, [{ level: 'warn', message, eventMs: receivedMs }], { receivedMs, requestId })
  }
}
