import type { Language, Receiver } from '@mimamori/contract'
import { testMessage, type TestFinding } from '../testing/receiver-test-text.ts'
import type { Receivers } from '../receivers/receivers.ts'
import { withoutSecrets } from '../receivers/secrets.ts'

interface Deps {
  readonly receivers: Pick<Receivers, 'current' | 'recordMessage'>
  readonly clock: { readonly nowMs: () => number }
}

/**
 * Records the outcome of a message to a receiver, an alert's or a test's. `finding`: why it was not delivered; undefined if it was
 * delivered.
 */
export type RecordMessage = (receiver: Receiver, finding: TestFinding | undefined) => Promise<void>

export const messageRecorder = ({ receivers, clock }: Deps): RecordMessage => async (receiver, finding) => {
  const messageOf = (found: TestFinding, language: Language): string => withoutSecrets(testMessage(found, language), receivers.current())
  await receivers.recordMessage(receiver, {
    atMs: clock.nowMs(),
    problem: finding && { en: messageOf(finding, 'en'), ja: messageOf(finding, 'ja') }
  })
}
