interface Waiting<Batch> {
  readonly batch: Batch
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/** Small batches of several devices, which are committed together. */
export interface SharedCommits<Batch> {
  /** Resolves once the batch is committed: at once, with all that waits, unless it can wait itself. */
  add (batch: Batch, canWait: boolean): Promise<void>
  /** Commits what waits. */
  close (): Promise<void>
}

export const createSharedCommits = <Batch>(commit: (batches: readonly Batch[]) => Promise<void>, waitMs = 2000): SharedCommits<Batch> => {
  let waiting: Waiting<Batch>[] = []
  let timer: NodeJS.Timeout | undefined
  const commitWaiting = async (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    const group = waiting
    waiting = []
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
      timer ??= setTimeout(() => { void commitWaiting() }, waitMs)
      await promise
    },
    close: commitWaiting
  }
}
