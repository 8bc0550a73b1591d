import type { ReceiverView } from '@mimamori/contract'
import { language, words } from '../words.ts'
import { receiverFacts } from './receiver-words.ts'

/** Of what a receiver is told, in which language, and when not. */
export const ReceiverFacts = ({ receiver }: { readonly receiver: ReceiverView }) => (
  <dl class="routed">
    {receiverFacts(receiver, words.receivers, language).map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}
  </dl>
)
