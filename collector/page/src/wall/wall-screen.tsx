import { notificationProblemText } from '@mimamori/contract/notification-problem'
import { useEffect, useRef } from 'preact/hooks'
import { Icon, useNow } from '../components/index.ts'
import { useFleet } from '../server/index.ts'
import { formatTime, frame, language } from '../text/index.ts'
import { wallMessages } from './messages.ts'
import { reloadIfNew } from './reload-if-new.ts'
import type { AlertNews } from './use-alert-groups.ts'
import type { Sound } from './use-sound.ts'
import { countDevices, silentSites } from './wall-model.ts'
import { AlertRows, SiteRows } from './wall-rows.tsx'

interface Props {
  readonly news: AlertNews
  /** Whether the server has not answered for a while. */
  readonly isSilent: boolean
  readonly sound: Sound
}

/** Everything at once, without scrolling: counts, problems, sites that do not report; and large, that the server is not heard. */
export const WallScreen = ({ news: { groups, status, heardMs }, isSilent, sound }: Props) => {
  const fleet = useFleet()
  const nowMs = useNow()
  const isLost = isSilent || !fleet.connected
  const wasLost = useRef(false)
  useEffect(() => {
    if (wasLost.current && !isLost) void reloadIfNew()
    wasLost.current = isLost
  }, [isLost])
  if (isLost) return <NotHeard heardMs={heardMs} />
  if (!fleet.loaded || !groups || !status) return <main class="wall"><p class="loading">{frame.loading}</p></main>
  const serverNowMs = nowMs + fleet.clockOffsetMs
  const clients = [...fleet.clients.values()]
  const counts = countDevices(clients)
  const sites = silentSites(clients)
  const { critical = 0, warning = 0 } = status.firing
  const tiles = [
    ['critical', critical], ['warning', warning],
    ['silent', counts.silent], ['down', counts.down], ['late', counts.late], ['online', counts.online]
  ] as const
  // There is room for one: the gravest.
  const notice = fleet.storage.text ?? fleet.clock.text ?? (status.notificationProblem &&
    notificationProblemText[language][status.notificationProblem]) ?? fleet.log.text
  return (
    <main class="wall">
      <h1 class="hidden">{wallMessages.title}</h1>
      <ul class="tiles">
        {tiles.map(([kind, count]) => (
          <li key={kind} class={count > 0 ? kind : 'zero'}><strong>{count}</strong> <span>{wallMessages.counts[kind]}</span></li>
        ))}
      </ul>
      {groups.length === 0 && sites.length === 0 ? <p class="well"><Icon shape="fresh" /> {wallMessages.well(counts.online)}</p> : (
        <div class={sites.length === 0 || groups.length === 0 ? 'halves one' : 'halves'}>
          {groups.length > 0 && <AlertRows groups={groups} serverNowMs={serverNowMs} />}
          {sites.length > 0 && <SiteRows sites={sites} serverNowMs={serverNowMs} />}
        </div>
      )}
      <footer>
        <p class="notices">{notice !== null && <><Icon shape="warning" /> {notice}</>}</p>
        {status.suppressed > 0 && <p>{wallMessages.suppressed(status.suppressed)}</p>}
        <button type="button" onClick={sound.toggle} aria-pressed={sound.state === 'on'}>{wallMessages.sound[sound.state]}</button>
        <time>{formatTime(serverNowMs, serverNowMs)}</time>
      </footer>
    </main>
  )
}

const NotHeard = ({ heardMs }: { heardMs: number | undefined }) => (
  <main class="wall">
    <div class="notice lost" role="alert">
      <h1><Icon shape="warning" /> {wallMessages.notices.lost.title}</h1>
      {heardMs !== undefined && <p class="since">{wallMessages.lastNews(formatTime(heardMs, Date.now()))}</p>}
      <p>{wallMessages.notices.lost.text}</p>
    </div>
  </main>
)
