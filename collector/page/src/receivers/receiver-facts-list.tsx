import type { ClientStatus, ListedReceiver } from '@mimamori/contract'
import { exactWords } from '../text/times.ts'
import { receiverMessages } from './messages.ts'
import { receiverFacts } from './receiver-facts.ts'
import { stopNotice } from './stop-notice.ts'

/** Which alerts a receiver gets, in which language, and its quiet hours. */
export const ReceiverFacts = ({ receiver, clients }: { readonly receiver: ListedReceiver, readonly clients: readonly ClientStatus[] }) => (
  <dl class="routed">
    {receiverFacts(receiver).map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}
    <div><dt>{receiverMessages.stops.title}</dt><dd>{stopNotice(receiver, clients)}</dd></div>
    <div><dt>{receiverMessages.facts.lastNotified}</dt><dd>{receiver.lastNotifiedAt === null ? receiverMessages.facts.notYet : exactWords(receiver.lastNotifiedAt)}</dd></div>
  </dl>
)
