/** At most half a minute is left between two tries, where one is due each second. */
const maxSkipped = 29

/** Which of the regular tries to make: all, and ever fewer while they fail. */
export interface Backoff {
  /** To be asked at each. */
  isDue (): boolean
  /** What came of the last. */
  note (hasFailed: boolean): void
}

export const createBackoff = (): Backoff => {
  let failures = 0
  let skip = 0
  return {
    isDue: () => skip-- <= 0,
    note (hasFailed) {
      failures = hasFailed ? failures + 1 : 0
      skip = failures === 0 ? 0 : Math.min(2 ** (failures - 1), maxSkipped)
    }
  }
}
