import { UsageError } from '../platform/errors.ts'
import type { Terminal } from '../platform/terminal/terminal.ts'
import type { DevicesText } from './devices-text.en.ts'
import { MissingError } from './steps.ts'

interface Asking {
  /** It was agreed to all with --yes. */
  readonly isYes: boolean
  readonly terminal: Pick<Terminal, 'ask'>
  readonly text: Pick<DevicesText, 'needsYes'>
  /** A message that --yes is not enough here, and what to do instead; undefined if it is. */
  readonly inPerson?: string | undefined
}

/** Whether a person agrees to a yes-or-no question, or has agreed beforehand. @throws {MissingError} if nobody can be asked */
export const agreeTo = async (question: string, { isYes, terminal, text, inPerson }: Asking): Promise<boolean> => {
  if (isYes && inPerson === undefined) return true
  const answer = isYes ? undefined : await terminal.ask(`${question} [y/N] `)
  if (answer === undefined) throw new MissingError(inPerson ?? text.needsYes(question))
  return /^(?:y|yes|はい)$/i.test(answer.trim())
}

/** Asks before anything is begun. @throws {UsageError} if nobody agrees */
export const requireConsent = async (
  question: string, { text, ...asking }: Asking & { readonly text: { readonly refused: string } }
): Promise<void> => {
  const agrees = await agreeTo(question, { ...asking, text }).catch((error: unknown) => {
    throw error instanceof MissingError
      ? new UsageError([error.message])
      : error
  })
  if (!agrees) throw new UsageError([text.refused])
}
