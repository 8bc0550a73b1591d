/** One change of the machine; those that are not needed are left out. */
export interface Step {
  /** For a person, as it is about to be done or would be. */
  readonly what: string
  readonly run: () => void | Promise<void>
}

/** Does each step and says so, or only says what each would do. */
export const followSteps = async (steps: readonly Step[], isPlan: boolean, print: (line: string) => void): Promise<void> => {
  for (const { what, run } of steps) {
    print(isPlan ? `- ${what}` : `${what} …`)
    if (!isPlan) await run()
  }
}
