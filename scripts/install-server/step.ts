/** One change of the machine; those that are not needed are left out. */
export interface Step {
  /** For a person, as it is about to be done or would be. */
  readonly what: string
  readonly run: () => void | Promise<void>
}
