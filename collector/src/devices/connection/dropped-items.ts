import { z } from 'zod'
import { droppedKinds } from '@mimamori/contract'

/** Drops that a stream of a device has reported so far. */
export interface DroppedOfStream {
  readonly stream: string
  readonly counts: Readonly<Record<string, number>>
}

/** Items that a device had to drop. */
export interface DroppedItems {
  /** By kind, over all its streams. */
  readonly dropped: Readonly<Record<string, number>>
  /** The newest streams that dropped anything, the newest last. */
  readonly droppedByStream: readonly DroppedOfStream[]
}

export const storedCounts = z.record(z.string(), z.number())
export const storedDroppedOfStream = z.object({ stream: z.string(), counts: storedCounts }) satisfies z.ZodType<DroppedOfStream>

/** Enough for a device and its copy, each restarted a few times. */
const mostStreams = 8

/** Unknown kinds are added up as one, so that a device cannot make its record grow. */
const knownKind = (kind: string): string => (droppedKinds as readonly string[]).includes(kind) ? kind : 'other'

/**
 * The state after a message of a stream. A device counts from the start of its stream; the sum over its streams is stored: a restart
 * resets nothing. Two machines that use one key take turns with their streams, and each goes on from its own count.
 */
export const addDropped = (before: DroppedItems, { stream, counts }: DroppedOfStream): DroppedItems => {
  // A device may choose a kind that every object has as a property, such as `constructor`.
  const counted = new Map(Object.entries(before.droppedByStream.find((each) => each.stream === stream)?.counts ?? {}))
  const dropped = { ...before.dropped }
  for (const [kind, count] of Object.entries(counts)) {
    const known = knownKind(kind)
    dropped[known] = (dropped[known] ?? 0) + Math.max(0, count - (counted.get(kind) ?? 0))
  }
  return {
    dropped,
    droppedByStream: [...before.droppedByStream.filter((each) => each.stream !== stream), { stream, counts }].slice(-mostStreams)
  }
}
