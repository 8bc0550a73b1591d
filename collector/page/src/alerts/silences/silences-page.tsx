import { AlertTabs } from '../alert-tabs.tsx'
import { NotificationProblem } from '../notification-problem.tsx'
import type { Known } from '../../server/page-props.ts'
import { useNow } from '../../components/use-now.ts'
import { CopyLine } from '../../components/copy-line.tsx'
import { Icon } from '../../components/icons.tsx'
import { server } from '../../server/server-info.ts'
import { useRole } from '../../server/use-role.ts'
import { silenceMessages } from './messages.ts'
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
      {!list && !hasFailed && <p class="loading">{silenceMessages.loading}</p>}
      {!list && hasFailed && <p class="nothing">{silenceMessages.unavailable}</p>}
      {list && hasFailed && <p class="banner"><Icon shape="warning" /> <span>{silenceMessages.outdated}</span></p>}
      {list && (
        <>
          {list.silences.length === 0
            ? <p class="nothing">{silenceMessages.none}</p>
            : <ul class="silences">{list.silences.map((silence) => <SilenceRow key={silence.id} silence={silence} serverNowMs={serverNowMs} mayChange={role === 'admin'} onEnd={refresh} />)}</ul>}
          {role === 'admin' && <SilenceForm nowMs={serverNowMs} devices={clients.map(({ clientId }) => clientId)} sites={clients.map(({ site }) => site).filter((site) => site !== '')} onAdd={refresh} />}
          {role !== undefined && role !== 'admin' && <CopyLine what={silenceMessages.viewer} command={`${server.command} login`} />}
        </>
      )}
    </>
  )
}
