/**
 * Checks passwords one after the other, since each takes a third of a second: first for clients without a wrong one lately,
 * so that a person who guesses only waits longer, and nobody else is refused.
 */
export const createPasswordTurns = (
  { hasFailed, mostWaiting }: { readonly hasFailed: (client: string) => boolean, readonly mostWaiting: number }
) => {
  const waiting: { readonly client: string, readonly begin: () => void }[] = []
  let isBusy = false

  const next = (): void => {
    const clean = waiting.findIndex(({ client }) => !hasFailed(client))
    const [turn] = waiting.splice(Math.max(0, clean), 1)
    isBusy = turn !== undefined
    turn?.begin()
  }
  return {
    /** Whether the limit of waiting ones of this client is reached. */
    isFull: (client: string): boolean => waiting.filter((each) => each.client === client).length >= mostWaiting,
    async take<Result> (client: string, work: () => Promise<Result>): Promise<Result> {
      await new Promise<void>((resolve) => {
        waiting.push({ client, begin: resolve })
        if (!isBusy) next()
      })
      try {
        return await work()
      } finally {
        next()
      }
    }
  }
}
