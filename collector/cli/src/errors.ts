import type { ErrorAnswer } from '@mimamori/contract'

/** A mistake in what was typed: exit 2. */
export class UsageError extends Error { override readonly name = 'UsageError' }

/** Something that did not work, said in the reader's language: exit 1. */
export class CommandError extends Error { override readonly name = 'CommandError' }

/** What the collector answered instead of doing it, in its own words. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly answer: ErrorAnswer

  constructor (answer: ErrorAnswer) {
    super(answer.message)
    this.answer = answer
  }
}
