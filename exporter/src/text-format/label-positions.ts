/**
 * The positions of the names and values of one sample's labels in the text, values within their quotes. One object is used for
 * every sample, and packed: an object a label would cost more than reading it.
 */
export class LabelPositions {
  readonly #positions: number[] = []

  get count (): number { return this.#positions.length / 4 }
  nameStart (label: number): number { return this.#positions[label * 4]! }
  nameEnd (label: number): number { return this.#positions[label * 4 + 1]! }
  valueStart (label: number): number { return this.#positions[label * 4 + 2]! }
  valueEnd (label: number): number { return this.#positions[label * 4 + 3]! }

  add (nameStart: number, nameEnd: number, valueStart: number, valueEnd: number): void {
    this.#positions.push(nameStart, nameEnd, valueStart, valueEnd)
  }

  clear (): void {
    this.#positions.length = 0
  }
}

/** With more labels than this, comparing each with each costs more than a set. */
const fewLabels = 16

/** The name that occurs twice among a sample's labels, if any. */
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

/** Undoes the escapes of a label's value, and those of a help, which has no `\\"` among them. */
export const unescape = (text: string): string =>
  text.includes('\\') ? text.replace(/\\([\\n"])/g, (_, c: string) => (c === 'n' ? '\n' : c)) : text

/** The labels of a scanned sample by name, their values without escapes. */
export const labelsOf = (text: string, { labels }: { readonly labels: LabelPositions }): Record<string, string> => {
  const byName: Record<string, string> = {}
  for (let label = 0; label < labels.count; label++) {
    byName[text.slice(labels.nameStart(label), labels.nameEnd(label))] = unescape(
      text.slice(labels.valueStart(label), labels.valueEnd(label))
    )
  }
  return byName
}
