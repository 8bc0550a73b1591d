/** With more labels than this, comparing each with each costs more than a set. */
const fewLabels = 16

/**
 * The name that stands twice among a sample's labels, if any. `labels` holds four numbers a label, start and end of its
 * name and of its value (ScannedSample.labels).
 */
export const duplicateLabel = (text: string, labels: readonly number[]): string | undefined => {
  const nameAt = (i: number): string => text.slice(labels[i], labels[i + 1])
  if (labels.length > fewLabels * 4) {
    const names = new Set<string>()
    for (let i = 0; i < labels.length; i += 4) {
      const name = nameAt(i)
      if (names.has(name)) return name
      names.add(name)
    }
    return undefined
  }
  for (let i = 4; i < labels.length; i += 4) {
    for (let j = 0; j < i; j += 4) {
      if (labels[i + 1]! - labels[i]! === labels[j + 1]! - labels[j]! && nameAt(i) === nameAt(j)) return nameAt(i)
    }
  }
  return undefined
}
