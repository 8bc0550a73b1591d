/** Edits (insert, remove, replace) between two words (Levenshtein). */
const distance = (a: string, b: string): number => {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(row[j - 1]! + 1, previous[j]! + 1, previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    }
    previous = row
  }
  return previous[b.length]!
}

/** The known name that a mistyped one most probably means; undefined where none is near. */
export const nearestName = (name: string, known: readonly string[]): string | undefined => {
  const upper = name.toUpperCase()
  const [best] = known.map((candidate) => ({ candidate, edits: distance(upper, candidate.toUpperCase()) })).sort((a, b) => a.edits - b.edits)
  return best !== undefined && best.edits <= Math.max(2, Math.floor(best.candidate.length / 3)) ? best.candidate : undefined
}
