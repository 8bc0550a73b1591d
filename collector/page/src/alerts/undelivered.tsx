import type { AlertingStatus } from '@mimamori/contract'
import { Icon } from '../parts/icons.tsx'
import { followHere } from '../path.ts'
import { words } from '../words.ts'

/** Names the receivers that did not take their last message; nothing where all did. */
export const Undelivered = ({ alerting }: { readonly alerting: AlertingStatus | undefined }) => {
  if (alerting === undefined || alerting.undelivered.length === 0) return null
  // Where it is so of all of them, what stands above leads there.
  const isLinkedAbove = alerting.notificationProblem === 'not_delivered'
  return (
    <p class="unnotified">
      <Icon shape="warning" /> {words.alerts.undelivered(alerting.undelivered.join(words.receivers.facts.separator))}
      {!isLinkedAbove && <> <a href="/admin/alerts/receivers" onClick={followHere}>{words.alerts.tabs.receivers}</a></>}
    </p>
  )
}
