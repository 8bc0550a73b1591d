import type { Fleet } from './server/fleet.ts'
import { messages } from './text/messages.ts'
import { ClockBanner } from './clock-banner.tsx'
import { Icon } from './components/icons.tsx'
import { useSessionEnded } from './server/session.ts'

/** What concerns the whole page: no connection, a session that has ended, a server's disk that cannot be written, a log that is not stored, a clock that cannot be trusted, or a calendar with mistakes. */
export const Banners = ({ fleet: { connected, storage, log, clock, calendar } }: { fleet: Fleet }) => {
  const isSessionEnded = useSessionEnded()
  return (
    <div role="status">
      {isSessionEnded && <p class="banner grave"><Icon shape="warning" /> <span>{messages.sessionEnded} <a href="/admin/login" target="_blank">{messages.openLogin}</a></span></p>}
      {!connected && !isSessionEnded && <p class="banner"><Icon shape="warning" /> <span>{messages.connectionLost}</span></p>}
      {!storage.writable && <p class="banner grave"><Icon shape="warning" /> <span>{storage.text}</span></p>}
      {log.text !== null && <p class="banner"><Icon shape="warning" /> <span>{log.text}</span></p>}
      <ClockBanner clock={clock} />
      {calendar.text !== null && <p class="banner"><Icon shape="warning" /> <span>{calendar.text}</span></p>}
    </div>
  )
}
