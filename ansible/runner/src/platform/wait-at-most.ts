/** The longest that anything waits for the collector, Alertmanager and Grafana together. */
export const reportTimeoutMs = 15_000

/** Waits for work, but no longer than this; the work then continues in the background. */
export const waitAtMost = async (work: Promise<unknown>, ms: number): Promise<void> => {
  const { promise: over, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  try {
    await Promise.race([work, over])
  } finally {
    clearTimeout(timer)
  }
}
