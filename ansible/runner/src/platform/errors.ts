/** Mistakes in the command line, the settings or this server's set-up, one line each: exit 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly mistakes: readonly string[]

  constructor (mistakes: readonly string[]) {
    super(mistakes.join('\n'))
    this.mistakes = mistakes
  }
}

/** Another run is in progress, with a message in the reader's language: exit 75 (EX_TEMPFAIL of sysexits.h). */
export class BusyError extends Error {
  override readonly name = 'BusyError'
  /** Undefined if the run is not known. */
  readonly run: string | undefined

  constructor (message: string, run?: string) {
    super(message)
    this.run = run
  }
}
