const hourMs = 3_600_000

/**
 * The start of the time whose errors count as the last 24 hours', in Unix milliseconds: the running hour and the 24 before it, since they
 * are counted by the hour. A link from the count to the lines has to begin there, too.
 */
export const errorsCountedSinceMs = (nowMs: number): number => (Math.floor(nowMs / hourMs) - 24) * hourMs
