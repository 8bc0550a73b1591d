import { EnrollButton } from '../../device-actions/enrollment/enroll-button.tsx'
import { CopyLine } from '../../components/copy-line.tsx'
import { Icon } from '../../components/icons.tsx'
import { server } from '../../server/server-info.ts'
import { deviceMessages } from '../messages.ts'

/** What to do first. */
export const EmptyFleet = ({ add }: { readonly add: () => void }) => (
  <section class="empty">
    <Icon shape="eye" />
    <h1>{deviceMessages.empty.title}</h1>
    <p>{deviceMessages.empty.first}</p>
    <EnrollButton open={add} />
    <p>{deviceMessages.empty.command(server.user)}</p>
    <CopyLine command={`${server.command} devices enroll pi-kiosk-01 --site factory-1 --role kiosk`} />
  </section>
)
