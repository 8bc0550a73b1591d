import { clientPaths } from '@mimamori/contract/headers'
import { tlsReason } from '@mimamori/program/tls-reason'
import type { Batch } from '../spool/batch/batch.ts'
import { requestHeaders, type Attempt, type Identity } from '../spool/batch/request-headers.ts'
import { readOutcome, type DeliveryOutcome } from './outcome.ts'
import type { HttpAnswer, Transport } from './transport.ts'

export interface DeliverOptions {
  readonly signal?: AbortSignal
  readonly timeoutMs?: number
}

export type Deliver = (batch: Batch, options?: DeliverOptions) => Promise<DeliveryOutcome>

interface Delivery {
  readonly transport: Transport
  /** Reads the id and key to send with, for each try. */
  readonly readIdentity: () => Identity
  /** Reads the clocks and counters of this very moment, for a try of this batch. */
  readonly readAttempt: (batch: Batch) => Attempt
  /** Called with each answer, before it is evaluated. */
  readonly onAnswer?: (answer: HttpAnswer) => void
}

/** An error of the network as text: Node's AggregateError, for a name with several addresses, has no message. */
export const describeNetworkError = (error: unknown): string => {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(describeNetworkError).join('; ')
  if (!(error instanceof Error)) return String(error)
  const reason = tlsReason(error.message)
  // Node adds a hint for people who run it themselves.
  return reason === undefined ? error.message.replace(/; if the root.*/, '') : `TLS: ${reason}`
}

/** One try to deliver one batch. Never rejects: a failure of the network is an outcome. */
export const createDeliver = ({ transport, readIdentity, readAttempt, onAnswer }: Delivery): Deliver => async (batch, options = {}) => {
  try {
    const answer = await transport.post({
      path: clientPaths.batch,
      headers: requestHeaders(readIdentity(), batch, readAttempt(batch)),
      body: batch.body,
      ...options
    })
    onAnswer?.(answer)
    return readOutcome(batch, answer)
  } catch (error) {
    return { kind: 'retry', reason: describeNetworkError(error) }
  }
}
