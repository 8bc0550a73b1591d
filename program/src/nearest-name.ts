/** How many letters must be put in, taken out, changed or swapped with their neighbour (Damerau and Levenshtein, restricted). */
const distance = (a: string, b: string): number => {
  const [from, to] = [[...a], [...b]]
  let before: number[] = []
  let row = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (const [index, letter] of from.entries()) {
    const next = [index + 1]
    for (const [column, other] of to.entries()) {
      const edits = [row[column]! + (letter === other ? 0 : 1), row[column + 1]! + 1, next[column]! + 1]
      if (index > 0 && column > 0 && letter === to[column - 1] && from[index - 1] === other) edits.push(before[column - 1]! + 1)
      next.push(Math.min(...edits))
    }
    before = row
    row = next
  }
  return row[to.length]!
}

/** One slip for each three letters, at most three. */
const mostSlips = (name: string): number => Math.min(3, Math.max(1, Math.floor(name.length / 3)))

/**
 * The known name that a mistyped one was meant to be: the only one that begins with it, such as `status` for `stat` (a single
 * letter is more likely another program's option), or the only one that begins with it as a word, such as `silent-after-seconds` for
 * `silent`, or else the nearest that is at most one slip for each three letters away, and never more than three. Capitals are no
 * slips. Undefined if none is so near: another word is no help.
 */
export const nearestName = (name: string, known: Iterable<string>): string | undefined => {
  if (name === '') return undefined
  const candidates = [...known]
  const word = name.toLowerCase()
  const longer = candidates.filter((candidate) => candidate.toLowerCase().startsWith(word))
  const meant = longer.length === 1 && word.length > 1
    ? longer
    : longer.filter((candidate) => /^(?:$|[-_ .])/.test(candidate.slice(name.length)))
  if (meant.length === 1) return meant[0]
  let nearest: string | undefined
  let least = mostSlips(name) + 1
  for (const candidate of candidates) {
    const edits = distance(word, candidate.toLowerCase())
    if (edits < least) [nearest, least] = [candidate, edits]
  }
  return nearest
}

/**
 * The known names that a mistyped one may have been meant to be, by the same rule: first the names that begin with it, then the nearest;
 * at most `most`.
 */
export const nearestNames = (name: string, known: Iterable<string>, most: number): readonly string[] => {
  if (name === '') return []
  const word = name.toLowerCase()
  const slipsTo = (candidate: string): number => candidate.startsWith(word) ? 0 : distance(word, candidate)
  return [...known].map((candidate) => ({ candidate, slips: slipsTo(candidate.toLowerCase()) }))
    .filter(({ slips }) => slips <= mostSlips(name))
    .sort((a, b) => a.slips - b.slips)
    .slice(0, most)
    .map(({ candidate }) => candidate)
}
