import type { RunChange, RunKind } from '@mimamori/contract'
import { useMemo, useState } from 'preact/hooks'
import { Filters, Icon, Link, SearchField, useNow, useQuery } from '../components/index.ts'
import { logsAddress } from '../logs/log-view.ts'
import { logMessages } from '../logs/messages.ts'
import { useTopic, type Fleet } from '../server/index.ts'
import { messages } from '../text/index.ts'
import { RunBadge } from './badges.tsx'
import { HostCounts } from './host-counts.tsx'
import { chooseHosts, hostFilterOf } from './host-filter.ts'
import { HostList } from './host-list.tsx'
import { mergeRun, type LiveRun } from './live-run.ts'
import { updateMessages } from './messages.ts'
import { RunCommands } from './run-commands.tsx'
import { doneCount, runCondition } from './run-condition.ts'
import { formatRunDuration, hostStateName, runHeading, runMessage, runSubject } from './run-messages.ts'

/** One run as the server's stream sends it until it ends. Undefined while loading. */
const useRun = (run: string): LiveRun | 'missing' | undefined => {
  const [live, setLive] = useState<LiveRun | 'missing' | undefined>(undefined)
  const merge = (data: string) => setLive((last) => mergeRun(last, JSON.parse(data) as RunChange))
  useTopic({
    parameters: { run },
    on: {
      'run:run': merge,
      'run:change': merge,
      'run:end' () {
        setLive((last) => last ?? 'missing')
        return true
      }
    }
  })
  return live
}

/** The page that lists the runs of one kind. */
const runsPath = (kind: RunKind): string => kind === 'update' ? '/admin/updates' : '/admin/updates?kind=other'

/** One update run, live until it ends. */
export const RunPage = ({ run, fleet }: { run: string, fleet: Fleet }) => {
  const live = useRun(run)
  if (live === undefined || live === 'missing') {
    return <><Back kind="update" /><p class="loading">{live === 'missing' ? updateMessages.notFound : updateMessages.loading}</p></>
  }
  return <Run live={live} fleet={fleet} />
}

const Run = ({ live: { run, hosts }, fleet }: { live: LiveRun, fleet: Fleet }) => {
  const [query, change] = useQuery()
  const serverNowMs = useNow() + fleet.clockOffsetMs
  const filter = useMemo(() => hostFilterOf(query), [query])
  const { kind, action } = run
  const ended = run.endedAt !== null
  const shown = useMemo(
    () => chooseHosts([...hosts.values()], filter, { ended, stateWords: (condition) => hostStateName(condition, { kind, action }) }),
    [hosts, filter, ended, kind, action]
  )
  const condition = runCondition(run)
  const done = doneCount(run)
  const message = runMessage(run)
  return (
    <article class="one">
      <Back kind={kind} />
      <header class="title">
        <div>
          <h1>{runHeading(run)}</h1>
          <p class="place">{[runSubject(run), updateMessages.by(run.by ?? updateMessages.byNobody), run.run].join(' · ')}</p>
        </div>
        <div class="state">
          <RunBadge condition={condition} />
          <p>{formatRunDuration(run, serverNowMs)}</p>
        </div>
      </header>
      {!ended && (
        <div class="progress" role="status">
          <span>{updateMessages.progress(done, run.counts.total)}</span>
          <span class="bar" aria-hidden="true">
            <span style={{ width: `${run.counts.total === 0 ? 0 : Math.round(done / run.counts.total * 100)}%` }} />
          </span>
        </div>
      )}
      {message !== null && (
        <p class={`why ${condition === 'failed' || condition === 'interrupted' ? 'failed' : ''}`}>
          <span><Icon shape={condition} /> {message}</span>
        </p>
      )}
      <HostCounts run={run} chosen={filter.condition} choose={(state) => change({ state })} />
      <RunCommands run={run} hosts={hosts.values()} />
      <p class="links"><Link to={logsAddress({ run: run.run })}>{logMessages.ofRun}</Link></p>
      <Filters>
        <SearchField hint={updateMessages.searchHint} text={filter.text} change={(q) => change({ q })} />
      </Filters>
      <p class="shown">{messages.shownDevices(shown.length, hosts.size)}</p>
      {shown.length > 0
        ? <HostList hosts={shown} kind={kind} action={action} ended={ended} nameOf={(host) => fleet.clients.get(host)?.name} />
        : hosts.size === 0
          ? <p class="nothing">{updateMessages.noHosts}</p>
          : (
              <p class="nothing">
                {messages.noDeviceMatches}{' '}
                <button type="button" onClick={() => change({ state: undefined, q: undefined })}>{messages.showAllDevices}</button>
              </p>
            )}
    </article>
  )
}

const Back = ({ kind }: { kind: RunKind }) => (
  <Link
    class="back"
    to={runsPath(kind)}
  ><Icon shape="back" /> {updateMessages.back[kind]}
  </Link>
)
