import type { Known } from '../server/page-props.ts'
import { followHere } from '../components/navigation/path.ts'
import { alertMessages } from './messages.ts'
import { frame } from '../text/messages.ts'
import { AlertList } from './alert-list.tsx'
import { isUnknown } from './notification-problem.tsx'

interface Props extends Pick<Known, 'alerting'> {
  readonly id: string
  readonly clockOffsetMs: number
}

/** Of one device: what fires, and where its history is. */
export const DeviceAlerts = ({ id, alerting, clockOffsetMs }: Props) => (
  <section aria-label={frame.alerts}>
    <h2>{frame.alerts}</h2>
    <AlertList filter={{ state: 'firing', device: id, site: undefined, name: undefined }} alerting={alerting} clockOffsetMs={clockOffsetMs} none={isUnknown(alerting) ? alertMessages.unknown : alertMessages.none.firing} />
    <p class="links">
      {isUnknown(alerting) && <a href="/admin/alerts" onClick={followHere}>{alertMessages.whyUnknown}</a>}
      <a href={`/admin/alerts?state=resolved&device=${encodeURIComponent(id)}`} onClick={followHere}>{alertMessages.history}</a>
    </p>
  </section>
)
