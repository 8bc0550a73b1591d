import { shareWithinMs } from './commit-sharing.ts'

interface Waiting<Batch> {
  readonly batch: Batch
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/** A row of this size is compressed in some ten milliseconds of the server's only thread for requests. */
const enoughBytes = 262_144

/** Small batches of several devices, which are committed together. */
export interface SharedCommits<Batch> {
  /** Resolves once the batch is committed: at once, after all waiting ones, unless it can wait itself. */
  add (batch: Batch, canWait: boolean): Promise<void>
  /** Commits the waiting ones. */
  close (): Promise<void>
}

export const createSharedCommits = <Batch extends { readonly contentBytes: number }>(
  commit: (batches: readonly Batch[]) => Promise<void>, waitMs = shareWithinMs
): SharedCommits<Batch> => {
  let waiting: Waiting<Batch>[] = []
  let waitingBytes = 0
  let timer: NodeJS.Timeout | undefined
  const commitWaiting = async (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    const group = waiting
    waiting = []
    waitingBytes = 0
    if (group.length === 0) return
    try {
      await commit(group.map(({ batch }) => batch))
      for (const { resolve } of group) resolve()
    } catch (error) {
      for (const { reject } of group) reject(error)
    }
  }
  return {
    async add (batch, canWait) {
      if (!canWait) {
        void commitWaiting()
        await commit([batch])
        return
      }
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      waiting.push({ batch, resolve, reject })
      waitingBytes += batch.contentBytes
      if (waitingBytes >= enoughBytes) void commitWaiting()
      else timer ??= setTimeout(() => { void commitWaiting() }, waitMs)
      await promise
    },
    close: commitWaiting
  }
}
