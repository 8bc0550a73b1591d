/** A mistake in an exposition, with its line (counted from 1). */
export class ExpositionError extends Error {
  readonly line: number

  constructor (line: number, message: string) {
    super(`line ${line}: ${message}`)
    this.name = 'ExpositionError'
    this.line = line
  }
}
