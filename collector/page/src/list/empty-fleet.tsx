import { CopyLine } from '../parts/copy-line.tsx'
import { Icon } from '../parts/icons.tsx'
import { server } from '../parts/server-place.ts'
import { words } from '../words.ts'

/** What to do first. */
export const EmptyFleet = () => (
  <section class="empty">
    <Icon shape="eye" />
    <h1>{words.empty.title}</h1>
    <p>{words.empty.first(server.user)}</p>
    <CopyLine command={`${server.command} devices enroll pi-kiosk-01 --site factory-1 --role kiosk`} />
    <p>{words.empty.then}</p>
  </section>
)
