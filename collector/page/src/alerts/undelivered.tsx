import type { AlertingStatus } from '@mimamori/contract'
import { Icon, Link } from '../components/index.ts'
import { messages } from '../text/index.ts'
import { alertMessages } from './messages.ts'

/** Names the receivers that did not take their last message; nothing if all did. */
export const Undelivered = ({ alerting }: { readonly alerting: AlertingStatus | undefined }) => {
  if (alerting === undefined || alerting.undelivered.length === 0) return null
  // If it is true of all of them, the text above links there.
  const isLinkedAbove = alerting.notificationProblem === 'not_delivered'
  return (
    <p class="unnotified">
      <Icon shape="warning" /> {alertMessages.undelivered(alerting.undelivered.join(messages.comma))}
      {!isLinkedAbove && <> <Link to="/admin/alerts/receivers">{alertMessages.tabs.receivers}</Link></>}
    </p>
  )
}
