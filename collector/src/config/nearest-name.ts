/** How many letters must be put in, taken out, changed or swapped with their neighbour (Damerau and Levenshtein, restricted). */
const distance = (a: string, b: string): number => {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (const [index, letter] of [...a].entries()) {
    const next = [index + 1]
    for (const [column, other] of [...b].entries()) {
      const edits = [row[column]! + (letter === other ? 0 : 1), row[column + 1]! + 1, next[column]! + 1]
      if (index > 0 && column > 0 && letter === b[column - 1] && a[index - 1] === other) edits.push(before[column - 1]! + 1)
      next.push(Math.min(...edits))
    }
    before = row
    row = next
  }
  return row[b.length]!
}

/**
 * The known name that a mistyped one was meant to be: the only one that goes on where it ends, such as
 * `silent-after-seconds` for `silent`, or else one that is some slips away, a slip for each three letters and at most three.
 * undefined where none is so near: another word is no help. (The exporter has its own, for itself and the agent: the import
 * rules let the collector take nothing but the text format from there, and let the exporter take nothing from anywhere.)
 */
export const nearestName = (name: string, known: readonly string[]): string | undefined => {
  if (name === '') return undefined
  const longer = known.filter((candidate) => candidate.startsWith(name) && /^[-_ .]/.test(candidate.slice(name.length)))
  if (longer.length === 1) return longer[0]
  const [nearest] = known.map((candidate) => ({ candidate, edits: distance(name, candidate) })).sort((a, b) => a.edits - b.edits)
  return nearest && nearest.edits <= Math.min(3, Math.max(1, Math.floor(name.length / 3))) ? nearest.candidate : undefined
}
