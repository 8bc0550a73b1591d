/** What is wrong with an exposition, and in which line (counted from 1). */
export class ExpositionError extends Error {
  readonly line: number

  constructor (line: number, message: string) {
    super(`line ${line}: ${message}`)
    this.name = 'ExpositionError'
    this.line = line
  }
}
