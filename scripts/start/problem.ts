/** A problem that a person must fix; only its message is printed. */
export class StartProblem extends Error {
  override readonly name = 'StartProblem'
  /** 2 for a wrong setting, 1 for anything else. */
  readonly exitCode: 1 | 2

  constructor (message: string, exitCode: 1 | 2 = 1) {
    super(message)
    this.exitCode = exitCode
  }
}
