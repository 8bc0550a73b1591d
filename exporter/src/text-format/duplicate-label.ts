import type { LabelPositions } from './label-positions.ts'

/** With more labels than this, comparing each with each costs more than a set. */
const fewLabels = 16

/** The name that stands twice among a sample's labels, if any. */
export const duplicateLabel = (text: string, labels: LabelPositions): string | undefined => {
  const nameOf = (label: number): string => text.slice(labels.nameStart(label), labels.nameEnd(label))
  const nameLength = (label: number): number => labels.nameEnd(label) - labels.nameStart(label)
  if (labels.count > fewLabels) {
    const names = new Set<string>()
    for (let label = 0; label < labels.count; label++) {
      const name = nameOf(label)
      if (names.has(name)) return name
      names.add(name)
    }
    return undefined
  }
  for (let label = 1; label < labels.count; label++) {
    for (let before = 0; before < label; before++) {
      if (nameLength(label) === nameLength(before) && nameOf(label) === nameOf(before)) return nameOf(label)
    }
  }
  return undefined
}
