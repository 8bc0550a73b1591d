import { randomUUID } from 'node:crypto'
import { batchHeaders } from '@mimamori/contract'

/** One boot of one agent: the headers that its batches have in common. */
export const bootHeaders = (boot: string = randomUUID()) => ({
  [batchHeaders.stream]: randomUUID(),
  [batchHeaders.boot]: boot,
  [batchHeaders.attemptBoot]: boot,
  [batchHeaders.attemptMonotonicMs]: '60000',
  [batchHeaders.attemptWallMs]: String(Date.now()),
  [batchHeaders.clockSynchronised]: '1'
})
