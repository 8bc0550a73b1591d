/** How many letters must be changed, added, left out or swapped with their neighbour to turn one name into the other. */
const distance = (a: string, b: string): number => {
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let best = Math.min(previous[j]! + 1, current[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, before[j - 2]! + 1)
      current.push(best)
    }
    before = previous
    previous = current
  }
  return previous[b.length]!
}

/**
 * The known name that someone who wrote `name` most likely meant: the only one that goes on where it ends, such as
 * INTERVAL_SECONDS for INTERVAL, or else one that is some slips away, a slip for each three letters and at most three.
 * undefined where none is so near: another word is no help. (The collector has the same for itself: nothing but the text
 * format goes from here to there.)
 */
export const nearestName = (name: string, known: Iterable<string>): string | undefined => {
  if (name === '') return undefined
  const candidates = [...known]
  const longer = candidates.filter((candidate) => candidate.startsWith(name) && /^[-_.]/.test(candidate.slice(name.length)))
  if (longer.length === 1) return longer[0]
  let nearest: string | undefined
  let least = Math.min(3, Math.max(1, Math.floor(name.length / 3))) + 1
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= least) continue
    const steps = distance(name, candidate)
    if (steps < least) [nearest, least] = [candidate, steps]
  }
  return nearest
}
