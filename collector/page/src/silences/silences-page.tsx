import { AlertTabs } from '../alerts/alert-tabs.tsx'
import { NotificationProblem } from '../alerts/notification-problem.tsx'
import type { Known } from '../fleet/known.ts'
import { useNow } from '../fleet/use-now.ts'
import { CopyLine } from '../parts/copy-line.tsx'
import { Icon } from '../parts/icons.tsx'
import { server } from '../parts/server-place.ts'
import { useRole } from '../parts/use-role.ts'
import { words } from '../words.ts'
import { SilenceForm } from './silence-form.tsx'
import { SilenceRow } from './silence-row.tsx'
import { useSilences } from './use-silences.ts'

/** The silences that hold or are planned, and the form for another. */
export const SilencesPage = ({ fleet, alerting }: Known) => {
  const { list, hasFailed, refresh } = useSilences()
  const role = useRole()
  const serverNowMs = useNow() + fleet.clockOffsetMs
  const clients = [...fleet.clients.values()]
  return (
    <>
      <AlertTabs current="silences" />
      <NotificationProblem alerting={alerting} />
      {!list && !hasFailed && <p class="loading">{words.silences.loading}</p>}
      {!list && hasFailed && <p class="nothing">{words.silences.unavailable}</p>}
      {list && hasFailed && <p class="banner"><Icon shape="warning" /> <span>{words.silences.outdated}</span></p>}
      {list && (
        <>
          {list.silences.length === 0
            ? <p class="nothing">{words.silences.none}</p>
            : <ul class="silences">{list.silences.map((silence) => <SilenceRow key={silence.id} silence={silence} serverNowMs={serverNowMs} mayChange={role === 'admin'} onEnd={refresh} />)}</ul>}
          {role === 'admin' && <SilenceForm nowMs={serverNowMs} devices={clients.map(({ clientId }) => clientId)} sites={clients.map(({ site }) => site).filter((site) => site !== '')} onAdd={refresh} />}
          {role !== undefined && role !== 'admin' && <CopyLine what={words.silences.viewer} command={`${server.command} login`} />}
        </>
      )}
    </>
  )
}
