/** Waits for work, but no longer than that; the work goes on by itself. */
export const waitAtMost = async (work: Promise<unknown>, ms: number): Promise<void> => {
  const { promise: over, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  try {
    await Promise.race([work, over])
  } finally {
    clearTimeout(timer)
  }
}
