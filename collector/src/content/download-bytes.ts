import type { ContentFile } from '@mimamori/contract'

const none: ReadonlySet<string> = new Set()
/** By the files and what is there of them, which are the same for many devices, and 20,000 for each. */
const sums = new WeakMap<readonly ContentFile[], WeakMap<ReadonlySet<string>, number>>()

const sumOf = (files: readonly ContentFile[], had: ReadonlySet<string>): number => {
  const missing = new Map(files.filter(({ sha256 }) => !had.has(sha256)).map(({ sha256, size }) => [sha256, size]))
  return missing.values().reduce((sum, size) => sum + size, 0)
}

/** Bytes to download of these files, each once, by who has some already. */
export const missingBytes = (files: readonly ContentFile[], had = none): number => {
  const ofFiles = sums.get(files) ?? new WeakMap<ReadonlySet<string>, number>()
  const sum = ofFiles.get(had) ?? sumOf(files, had)
  sums.set(files, ofFiles.set(had, sum))
  return sum
}
