import { EnrollButton } from '../enrollment/enroll-button.tsx'
import { CopyLine } from '../parts/copy-line.tsx'
import { Icon } from '../parts/icons.tsx'
import { server } from '../parts/server-place.ts'
import { words } from '../words.ts'

/** What to do first. */
export const EmptyFleet = ({ add }: { readonly add: () => void }) => (
  <section class="empty">
    <Icon shape="eye" />
    <h1>{words.empty.title}</h1>
    <p>{words.empty.first}</p>
    <EnrollButton open={add} />
    <p>{words.empty.command(server.user)}</p>
    <CopyLine command={`${server.command} devices enroll pi-kiosk-01 --site factory-1 --role kiosk`} />
  </section>
)
