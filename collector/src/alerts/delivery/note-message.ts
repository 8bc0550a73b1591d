import type { Language, Receiver } from '@mimamori/contract'
import { testSentence, type TestFinding } from '../testing/receiver-test-text.ts'
import type { Receivers } from '../receivers/receivers.ts'
import { withoutSecrets } from '../receivers/secrets.ts'

interface Parts {
  readonly receivers: Pick<Receivers, 'current' | 'noteMessage'>
  readonly clock: { readonly nowMs: () => number }
}

/**
 * Keeps what became of a message to a receiver, an alert's or a test's. `finding`: what kept it from the receiver; undefined where it was
 * delivered.
 */
export type NoteMessage = (receiver: Receiver, finding: TestFinding | undefined) => Promise<void>

export const messageNoter = ({ receivers, clock }: Parts): NoteMessage => async (receiver, finding) => {
  const sentence = (found: TestFinding, language: Language): string => withoutSecrets(testSentence(found, language), receivers.current())
  await receivers.noteMessage(receiver, {
    atMs: clock.nowMs(),
    problem: finding && { en: sentence(finding, 'en'), ja: sentence(finding, 'ja') }
  })
}
