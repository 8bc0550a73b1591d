import type { Known } from '../fleet/known.ts'
import { followHere } from '../path.ts'
import { frame, words } from '../words.ts'
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
    <AlertList filter={{ state: 'firing', device: id, site: undefined, name: undefined }} alerting={alerting} clockOffsetMs={clockOffsetMs} none={isUnknown(alerting) ? words.alerts.unknown : words.alerts.none.firing} />
    <p class="links">
      {isUnknown(alerting) && <a href="/admin/alerts" onClick={followHere}>{words.alerts.whyUnknown}</a>}
      <a href={`/admin/alerts?state=resolved&device=${encodeURIComponent(id)}`} onClick={followHere}>{words.alerts.history}</a>
    </p>
  </section>
)
