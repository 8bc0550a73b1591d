import type { AlertingStatus } from '@mimamori/contract'
import { Icon } from '../components/icons.tsx'
import { followHere } from '../components/navigation/path.ts'
import { alertMessages } from './messages.ts'
import { messages } from '../text/messages.ts'

/** Names the receivers that did not take their last message; nothing where all did. */
export const Undelivered = ({ alerting }: { readonly alerting: AlertingStatus | undefined }) => {
  if (alerting === undefined || alerting.undelivered.length === 0) return null
  // Where it is so of all of them, what stands above leads there.
  const isLinkedAbove = alerting.notificationProblem === 'not_delivered'
  return (
    <p class="unnotified">
      <Icon shape="warning" /> {alertMessages.undelivered(alerting.undelivered.join(messages.comma))}
      {!isLinkedAbove && <> <a href="/admin/alerts/receivers" onClick={followHere}>{alertMessages.tabs.receivers}</a></>}
    </p>
  )
}
