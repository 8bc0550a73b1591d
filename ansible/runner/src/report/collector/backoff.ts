/** The longest pause between two tries, in ticks of a second. */
const maxSkipped = 29

/** Decides at which ticks to try: at every one, and at fewer and fewer while the tries fail. */
export interface Backoff {
  /** Call it at each tick. */
  isDue (): boolean
  /** The result of the last try. */
  record (hasFailed: boolean): void
}

export const createBackoff = (): Backoff => {
  let failures = 0
  let skip = 0
  return {
    isDue: () => skip-- <= 0,
    record (hasFailed) {
      failures = hasFailed ? failures + 1 : 0
      skip = failures === 0 ? 0 : Math.min(2 ** (failures - 1), maxSkipped)
    }
  }
}
