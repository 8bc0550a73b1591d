import type { ReceiverTest } from '@mimamori/contract'
import { Icon } from '../parts/icons.tsx'
import { words } from '../words.ts'

const icons = { arrived: 'fresh', failed: 'failed', unknown: 'no_result', not_sent: 'failed' } as const

/** What became of a test: whether it arrived, and what to do where it did not. */
export const TestResult = ({ outcome, text }: Pick<ReceiverTest, 'outcome' | 'text'>) => (
  <div class={`result ${outcome}`}>
    <p><span class={`badge ${outcome}`}><Icon shape={icons[outcome]} /> {words.receivers.testOutcomes[outcome]}</span> {text}</p>
  </div>
)
