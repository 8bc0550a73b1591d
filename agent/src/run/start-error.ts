/** Something outside keeps the agent from starting; the message says what, for a person. */
export class StartError extends Error {
  override readonly name = 'StartError'
}
