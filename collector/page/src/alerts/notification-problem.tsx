import type { AlertingStatus, NotificationProblem as Problem } from '@mimamori/contract'
import { notificationProblemText } from '@mimamori/contract/notification-problem'
import { CopyLine, Icon, Link } from '../components/index.ts'
import { server } from '../server/index.ts'
import { formatExactTime, frame, language } from '../text/index.ts'
import { alertMessages } from './messages.ts'

/** Whether nobody knows which alerts fire: none would reach the collector. */
export const isUnknown = (alerting: AlertingStatus | undefined): boolean =>
  alerting !== undefined &&
    ['no_alertmanager', 'starting', 'alertmanager_silent', 'prometheus_silent'].includes(alerting.notificationProblem ?? '')

/** If the receivers are the problem: the next step on their page, and the command for it. */
const nextSteps: Readonly<Partial<Record<Problem, { readonly label: string, readonly command: string }>>> = {
  no_receiver: { label: alertMessages.addReceiver, command: 'receivers add NAME --type email --to ADDRESS' },
  receivers_disabled: { label: alertMessages.tabs.receivers, command: 'receivers set NAME --enabled yes' },
  not_delivered: { label: alertMessages.tabs.receivers, command: 'receivers test NAME' }
}

/** A start is no reason to be alarmed. */
const iconOf = (problem: Problem) => problem === 'starting' ? 'pending' : 'warning'

/** The same in one line, for a page that is about something else. */
export const NotificationProblemLine = ({ alerting }: { readonly alerting: AlertingStatus | undefined }) => {
  if (!alerting || alerting.notificationProblem === null) return null
  const problem = alerting.notificationProblem
  const [href, label] = nextSteps[problem] ? ['/admin/alerts/receivers', alertMessages.tabs.receivers] : ['/admin/alerts', frame.alerts]
  return (
    <p class="unnotified">
      <Icon shape={iconOf(problem)} /> {notificationProblemText[language][problem]} <Link to={href}>{label}</Link>
    </p>
  )
}

/** Says that nobody would be notified, and the next step; nothing if somebody would. */
export const NotificationProblem = ({ alerting }: { readonly alerting: AlertingStatus | undefined }) => {
  if (!alerting || alerting.notificationProblem === null) return null
  const { notificationProblem: problem, unknownSince, firing } = alerting
  const isAnyFiring = Object.values(firing).some((count) => count > 0)
  const next = nextSteps[problem]
  return (
    <>
      <p class={problem === 'starting' ? 'banner' : 'banner grave'}>
        <Icon shape={iconOf(problem)} /> <span>{notificationProblemText[language][problem]}</span>
      </p>
      {next && <p><Link to="/admin/alerts/receivers">{next.label}</Link></p>}
      {next && <CopyLine command={`${server.command} ${next.command}`} />}
      {problem === 'alertmanager_silent' && unknownSince !== null && isAnyFiring && (
        <p class="banner"><span>{alertMessages.unknownSince(formatExactTime(unknownSince))}</span></p>
      )}
    </>
  )
}
