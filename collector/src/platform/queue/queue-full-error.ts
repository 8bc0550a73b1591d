import { CodedError } from '../errors/error-codes.ts'

/** A name of a queue is that of its statements (tables.ts). */
export type QueueName = 'logs' | 'samples'

const reasons: Readonly<Record<QueueName, string>> = {
  logs: 'the queue of log lines is full (MIMAMORI_LOG_QUEUE_MAX_BYTES, of which one device may take a quarter): nothing was stored; keep the lines and send them again later',
  samples:
    'the queue of late samples is full (MIMAMORI_SAMPLE_QUEUE_MAX_BYTES, of which one device may take a quarter): nothing was stored; keep the samples and send them again later'
}

/** More waits than the limit: nothing of the request was stored. */
export class QueueFullError extends CodedError {
  override readonly name = 'QueueFullError'
  readonly code: 'LOG_QUEUE_FULL' | 'SAMPLE_QUEUE_FULL'
  override readonly retryAfterSeconds = 60

  constructor (queue: QueueName) {
    super(reasons[queue])
    this.code = queue === 'logs' ? 'LOG_QUEUE_FULL' : 'SAMPLE_QUEUE_FULL'
  }
}
