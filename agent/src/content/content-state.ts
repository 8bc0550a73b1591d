import type { ContentReport } from '@mimamori/contract'
import type { ContentProblem } from './content-problem.ts'
import type { ContentSet } from './content-set.ts'

/** A set on this device: what is shown, what is still to be downloaded as far as that is known, and why it is not what it should be. */
export type SetState = ContentReport['sets'][number]

export interface ContentState {
  readonly directory: string
  /** The version whose sets are all shown; undefined while one of them is not, or is being checked. */
  readonly version: string | undefined
  /** Whether the agent can write to the directory. */
  readonly isWritable: boolean
  /** The space that content may still take; undefined if the directory is not there. */
  readonly freeBytes: number | undefined
  /** Bytes that it would delete for space: sets that are not this device's any more. Undefined before it knows which. */
  readonly reclaimableBytes: number | undefined
  readonly sets: SetState[]
  /** Why the device does not know what it should have. */
  readonly problem: ContentProblem | undefined
}

/** A set that the collector wants here, or that is being checked. */
export interface KnownSet {
  readonly set: ContentSet
  bytesLeft?: number
  problem?: ContentProblem | undefined
}

export const setState = (
  name: string, { set: { current, isChecking, reclaimableBytes }, bytesLeft, problem }: KnownSet
): SetState => ({
  name, digest: current?.digest ?? null, number: current?.number ?? null,
  ...isChecking && { checking: true as const },
  ...bytesLeft !== undefined && { bytesLeft },
  ...reclaimableBytes > 0 && { reclaimableBytes },
  ...problem !== undefined && { problem }
})
