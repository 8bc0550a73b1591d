/** Not stored, and may be the next time: the receiver is away, overloaded, limits us, or is not configured as we need. */
export class RetryLaterError extends Error {
  override readonly name = 'RetryLaterError'
  /** How long it asks us to wait; undefined if it does not say. */
  readonly retryAfterMs: number | undefined

  constructor (message: string, options: ErrorOptions = {}, retryAfterMs?: number) {
    super(message, options)
    this.retryAfterMs = retryAfterMs
  }
}
