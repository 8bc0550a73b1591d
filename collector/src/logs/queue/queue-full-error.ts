/** More waits for the backend than is kept: nothing of what came was stored. */
export class LogQueueFullError extends Error {
  override readonly name = 'LogQueueFullError'

  constructor (maxBytes: number) {
    super(`the log is stored nowhere at the moment, and ${maxBytes} bytes wait for it already (MIMAMORI_LOG_QUEUE_MAX_BYTES): nothing was stored; keep the lines and try again later`)
  }
}
