import type { Envelope } from '@mimamori/contract'

/** One batch as the routes hand it in. */
export interface BatchMessage<Body> {
  readonly deviceId: string
  readonly requestId: string
  /** Server time at which its headers came. */
  readonly receivedMs: number
  /** The IP address of its sender. */
  readonly address: string
  readonly envelope: Envelope
  readonly body: Body
}

/** The result of a batch; for a repeated one, nothing was accepted and nothing rejected. */
export interface BatchResult {
  readonly acknowledgedSequence: number
  readonly accepted: number
  readonly rejected: readonly { readonly reason: string, readonly count: number }[]
}
