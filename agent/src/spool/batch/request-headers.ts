import { batchHeaders, clientKeyHeader, type DroppedKind } from '@mimamori/contract/headers'
import type { Batch } from './batch.ts'

/** Headers that are true only when a batch is sent, and are read again for every try. */
export interface Attempt {
  readonly boot: string
  readonly monotonicMs: number
  readonly wallMs: number
  readonly clockSynchronised: boolean
  /** When the batch's boot began, in Unix milliseconds of the clock while it was synchronised; of an earlier boot only. */
  readonly bootStartedMs?: number | undefined
  /** Age of the oldest item that waits; 0 while nothing does. */
  readonly spoolOldestAgeMs: number
  /** The items dropped since the agent's stream began; empty for a batch of another stream, whose count would be another. */
  readonly dropped: Readonly<Partial<Record<DroppedKind, number>>>
  /** The version of the content that the device has, whole, or none; undefined if it keeps no content. */
  readonly contentVersion?: string | undefined
}

/** The sender. */
export interface Identity {
  readonly clientId: string
  readonly clientKey: string
  readonly agentVersion: string
}

/** The headers of one try to deliver a batch, apart from those that HTTP itself needs. */
export const requestHeaders = (identity: Identity, batch: Batch, attempt: Attempt): Record<string, string> => {
  const dropped = Object.entries(attempt.dropped).filter(([, count]) => count > 0).map(([kind, count]) => `${kind}=${count}`).join(',')
  return {
    'content-type': batch.contentType,
    'content-encoding': 'gzip',
    'accept-encoding': 'gzip',
    [clientKeyHeader]: identity.clientKey,
    [batchHeaders.clientId]: identity.clientId,
    [batchHeaders.stream]: batch.stream,
    [batchHeaders.kind]: batch.kind,
    [batchHeaders.sequence]: String(batch.sequence),
    [batchHeaders.boot]: batch.boot,
    ...attempt.bootStartedMs !== undefined && { [batchHeaders.bootStartedMs]: String(Math.round(attempt.bootStartedMs)) },
    [batchHeaders.attemptBoot]: attempt.boot,
    [batchHeaders.attemptMonotonicMs]: String(Math.round(attempt.monotonicMs)),
    [batchHeaders.attemptWallMs]: String(Math.round(attempt.wallMs)),
    [batchHeaders.clockSynchronised]: attempt.clockSynchronised ? '1' : '0',
    [batchHeaders.spoolOldestAgeMs]: String(Math.round(attempt.spoolOldestAgeMs)),
    ...dropped !== '' && { [batchHeaders.dropped]: dropped },
    [batchHeaders.agentVersion]: identity.agentVersion,
    ...attempt.contentVersion !== undefined && { [batchHeaders.contentVersion]: attempt.contentVersion },
    ...batch.shutdownReason !== undefined && { [batchHeaders.shutdownReport]: batch.shutdownReason }
  }
}
