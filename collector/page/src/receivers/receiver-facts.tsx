import type { ClientStatus, ListedReceiver } from '@mimamori/contract'
import { exactWords } from '../parts/time-words.ts'
import { language, words } from '../words.ts'
import { receiverFacts } from './receiver-words.ts'
import { stopWords } from './stop-words.ts'

/** Which alerts a receiver gets, in which language, and its quiet hours. */
export const ReceiverFacts = ({ receiver, clients }: { readonly receiver: ListedReceiver, readonly clients: readonly ClientStatus[] }) => (
  <dl class="routed">
    {receiverFacts(receiver, words.receivers, language).map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}
    <div><dt>{words.receivers.stops.title}</dt><dd>{stopWords(receiver, clients, words.receivers, language)}</dd></div>
    <div><dt>{words.receivers.facts.lastNotified}</dt><dd>{receiver.lastNotifiedAt === null ? words.receivers.facts.notYet : exactWords(receiver.lastNotifiedAt)}</dd></div>
  </dl>
)
