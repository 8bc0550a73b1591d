/**
 * Where the names and values of one sample's labels stand in the text, values within their quotes. One object is used for
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
