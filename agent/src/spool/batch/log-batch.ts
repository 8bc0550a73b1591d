import type { LogBatch } from '@mimamori/contract'
import type { Batch, BatchIdentity, TakePart } from './batch.ts'
import { encodeJson, readJson } from './json-batch.ts'

export type LogItem = LogBatch['items'][number]

/** Log lines as a batch. */
export const encodeLogs = (identity: BatchIdentity, items: readonly LogItem[]): Batch =>
  encodeJson(identity, 'logs', items.length, { items })

/** Some lines of a batch as a batch of their own. */
export const takeLogs: TakePart = (batch, identity, { start, end }) =>
  encodeLogs(identity, readJson<LogBatch>(batch).items.slice(start, end))
