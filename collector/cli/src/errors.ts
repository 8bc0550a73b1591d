import type { ErrorAnswer } from '@mimamori/contract'
import { escapeControls } from '@mimamori/contract/escape-controls'

/** An error for whoever typed the command, of one line or several. A name that a line quotes cannot end it, nor act on a terminal. */
abstract class TerminalError extends Error {
  constructor (lines: string | readonly string[], options?: ErrorOptions) {
    super([lines].flat().map(escapeControls).join('\n'), options)
  }
}

/** A mistake in what was typed: exit 2. */
export class UsageError extends TerminalError { override readonly name = 'UsageError' }

/** A failure, in the reader's language: exit 1. */
export class CommandError extends TerminalError { override readonly name = 'CommandError' }

/** The collector's refusal, with its message. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly answer: ErrorAnswer

  constructor (answer: ErrorAnswer) {
    super(answer.message)
    this.answer = answer
  }
}
