import { Link } from '../components/index.ts'
import type { PageProps } from '../server/index.ts'
import { frame } from '../text/index.ts'
import { AlertList } from './alert-list.tsx'
import { alertMessages } from './messages.ts'
import { isUnknown } from './notification-problem.tsx'

interface Props extends Pick<PageProps, 'alerting'> {
  readonly id: string
  readonly clockOffsetMs: number
}

/** The alerts of a device that fire, and the way to its history. */
export const DeviceAlerts = ({ id, alerting, clockOffsetMs }: Props) => (
  <section aria-label={frame.alerts}>
    <h2>{frame.alerts}</h2>
    <AlertList
      filter={{ state: 'firing', device: id, site: undefined, name: undefined }}
      alerting={alerting}
      clockOffsetMs={clockOffsetMs}
      none={isUnknown(alerting) ? alertMessages.unknown : alertMessages.none.firing}
    />
    <p class="links">
      {isUnknown(alerting) && <Link to="/admin/alerts">{alertMessages.whyUnknown}</Link>}
      <Link to={`/admin/alerts?state=resolved&device=${encodeURIComponent(id)}`}>{alertMessages.history}</Link>
    </p>
  </section>
)
