import type { ErrorAnswer } from '@mimamori/contract'

/** A mistake in what was typed: exit 2. */
export class UsageError extends Error { override readonly name = 'UsageError' }

/** A failure, in the reader's language: exit 1. */
export class CommandError extends Error { override readonly name = 'CommandError' }

/** The collector's refusal, with its message. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly answer: ErrorAnswer

  constructor (answer: ErrorAnswer) {
    super(answer.message)
    this.answer = answer
  }
}
