/**
 * Runs work that may be asked for at any time, but never twice at once: if asked for while it runs, it runs once more. Gives a
 * promise that resolves when all work asked for so far is done; it never rejects; errors go to `onError`.
 */
export const singleFlight = (work: () => Promise<void>, onError: (error: Error) => void): () => Promise<void> => {
  let running: Promise<void> | undefined
  let again = false
  const runAll = async (): Promise<void> => {
    do {
      again = false
      await work().catch((error: unknown) => { onError(error as Error) })
    } while (again)
    running = undefined
  }
  return () => {
    again = running !== undefined
    running ??= runAll()
    return running
  }
}
