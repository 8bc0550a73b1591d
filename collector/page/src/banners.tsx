import { ClockBanner } from './clock-banner.tsx'
import { Banner } from './components/index.ts'
import { useSessionEnded, type Fleet } from './server/index.ts'
import { messages } from './text/index.ts'

/**
 * The banners of the whole page: no connection, a session that has ended, a server's disk that cannot be written, a log that is not stored,
 * a clock that cannot be trusted, a calendar with mistakes, a backup that failed, or devices that a restored server does not know.
 */
export const Banners = ({ fleet: { connected, storage, log, clock, calendar, backup, restore } }: { fleet: Fleet }) => {
  const isSessionEnded = useSessionEnded()
  return (
    <div role="status">
      {isSessionEnded && <Banner isGrave>{messages.sessionEnded} <a href="/admin/login" target="_blank">{messages.openLogin}</a></Banner>}
      {!connected && !isSessionEnded && <Banner>{messages.connectionLost}</Banner>}
      {!storage.writable && <Banner isGrave>{storage.text}</Banner>}
      {log.text !== null && <Banner>{log.text}</Banner>}
      <ClockBanner clock={clock} />
      {calendar.text !== null && <Banner>{calendar.text}</Banner>}
      {backup.text !== null && <Banner>{backup.text}</Banner>}
      {restore.text !== null && <Banner>{restore.text}</Banner>}
    </div>
  )
}
