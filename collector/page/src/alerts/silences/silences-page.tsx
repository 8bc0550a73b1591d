import type { SilenceList } from '@mimamori/contract'
import { Banner, CopyLine, useNow } from '../../components/index.ts'
import { server, usePolledAnswer, useRole, type PageProps } from '../../server/index.ts'
import { AlertTabs } from '../alert-tabs.tsx'
import { NotificationProblem } from '../notification-problem.tsx'
import { silenceMessages } from './messages.ts'
import { SilenceForm } from './silence-form.tsx'
import { SilenceRow } from './silence-row.tsx'

/** The active and planned silences, and the form for another. */
export const SilencesPage = ({ fleet, alerting }: PageProps) => {
  const { answer: list, hasFailed, refresh } = usePolledAnswer<SilenceList>('/api/silences')
  const role = useRole()
  const serverNowMs = useNow() + fleet.clockOffsetMs
  const clients = [...fleet.clients.values()]
  return (
    <>
      <AlertTabs current="silences" />
      <NotificationProblem alerting={alerting} />
      {!list && !hasFailed && <p class="loading">{silenceMessages.loading}</p>}
      {!list && hasFailed && <p class="nothing">{silenceMessages.unavailable}</p>}
      {list && hasFailed && <Banner>{silenceMessages.outdated}</Banner>}
      {list && (
        <>
          {list.silences.length === 0
            ? <p class="nothing">{silenceMessages.none}</p>
            : (
                <ul class="silences">
                  {list.silences.map((silence) => (
                    <SilenceRow
                      key={silence.id}
                      silence={silence}
                      serverNowMs={serverNowMs}
                      mayChange={role === 'admin'}
                      onEnd={refresh}
                    />
                  ))}
                </ul>
              )}
          {role === 'admin' && <SilenceForm nowMs={serverNowMs} clients={clients} onAdd={refresh} />}
          {role !== undefined && role !== 'admin' && <CopyLine what={silenceMessages.viewer} command={`${server.command} login`} />}
        </>
      )}
    </>
  )
}
