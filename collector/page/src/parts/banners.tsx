import type { Fleet } from '../fleet/fleet.ts'
import { words } from '../words.ts'
import { Icon } from './icons.tsx'

const confirmClock = () => { void fetch('/api/clock/confirm', { method: 'POST' }) }

/** What concerns the whole page: no connection, a server's disk that cannot be written, a clock that cannot be trusted, or a calendar with mistakes. */
export const Banners = ({ fleet: { connected, storage, clock, calendar } }: { fleet: Fleet }) => (
  <div role="status">
    {!connected && <p class="banner"><Icon shape="warning" /> <span>{words.connectionLost}</span></p>}
    {!storage.writable && <p class="banner grave"><Icon shape="warning" /> <span>{storage.text}</span></p>}
    {!clock.trusted && (
      <p class="banner grave">
        <Icon shape="warning" /> <span>{clock.text}</span>
        <button type="button" onClick={confirmClock}>{words.confirmClock}</button>
      </p>
    )}
    {calendar.text !== null && <p class="banner"><Icon shape="warning" /> <span>{calendar.text}</span></p>}
  </div>
)
