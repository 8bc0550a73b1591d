/** Something outside keeps the agent from starting; the message explains it to a person. */
export class StartError extends Error {
  override readonly name = 'StartError'
}
