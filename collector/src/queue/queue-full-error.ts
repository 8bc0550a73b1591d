/** A name of a queue is that of its statements (storage/statements/queues.ts). */
export type QueueName = 'logs' | 'samples'

const reasons: Readonly<Record<QueueName, string>> = {
  logs: 'the log is stored nowhere at the moment, and as much waits for it as may (MIMAMORI_LOG_QUEUE_MAX_BYTES, a quarter of it for one device): nothing was stored; keep the lines and try again later',
  samples: 'Prometheus takes no late samples at the moment, and as many wait for it as may (MIMAMORI_SAMPLE_QUEUE_MAX_BYTES, a quarter of it for one device): nothing was stored; keep the samples and try again later'
}

/** More waits than is kept: nothing of what came was stored. */
export class QueueFullError extends Error {
  override readonly name = 'QueueFullError'
  readonly queue: QueueName

  constructor (queue: QueueName) {
    super(reasons[queue])
    this.queue = queue
  }
}
