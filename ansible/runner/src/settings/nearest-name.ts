/** Levenshtein's distance: how many letters must be put in, taken out or changed. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (const [index, letter] of [...a].entries()) {
    const next = [index + 1]
    for (const [column, other] of [...b].entries()) {
      next.push(Math.min(row[column]! + (letter === other ? 0 : 1), row[column + 1]! + 1, next[column]! + 1))
    }
    row = next
  }
  return row[b.length]!
}

/** The known name that a mistyped one is nearest to; undefined where none is near enough to have been meant: every letter changed is none. */
export const nearestName = (name: string, known: readonly string[]): string | undefined => {
  const [nearest] = known.map((candidate) => ({ candidate, edits: distance(name, candidate) })).sort((a, b) => a.edits - b.edits)
  return nearest && nearest.edits <= Math.max(2, name.length / 3) && nearest.edits < nearest.candidate.length ? nearest.candidate : undefined
}
