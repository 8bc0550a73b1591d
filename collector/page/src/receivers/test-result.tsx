import type { ReceiverTest, TestOutcome } from '@mimamori/contract'
import { Icon } from '../components/icons.tsx'
import { receiverMessages } from './messages.ts'

const icons = { arrived: 'fresh', failed: 'failed', unknown: 'no_result', not_sent: 'skipped' } as const satisfies Readonly<Record<TestOutcome, string>>

/** Shown by icon and word. */
const Outcome = ({ outcome }: { readonly outcome: TestOutcome }) => <span class={`badge ${outcome}`}><Icon shape={icons[outcome]} /> {receiverMessages.testOutcomes[outcome]}</span>

/** Step by step what came where, and what to do where it did not arrive. */
export const TestResult = ({ outcome, text, steps }: Pick<ReceiverTest, 'outcome' | 'text' | 'steps'>) => (
  <div class={`result ${outcome}`}>
    {steps.length > 0 && <ol>{steps.map((step) => <li key={step.text}><Outcome outcome={step.outcome} /> {step.text}</li>)}</ol>}
    <p>{steps.length === 0 && <Outcome outcome={outcome} />} <strong>{text}</strong></p>
  </div>
)
