import { useMemo } from 'preact/hooks'
import type { RunKind } from '@mimamori/contract'
import type { Fleet } from '../server/fleet.ts'
import { useNow } from '../components/use-now.ts'
import { useQuery } from '../components/navigation/use-query.ts'
import { logsAddress } from '../logs/log-view.ts'
import { Icon } from '../components/icons.tsx'
import { SearchField } from '../components/search-field.tsx'
import { followHere } from '../components/navigation/path.ts'
import { logMessages } from '../logs/messages.ts'
import { messages } from '../text/messages.ts'
import { updateMessages } from './messages.ts'
import { RunBadge } from './badges.tsx'
import { HostCounts } from './host-counts.tsx'
import { chooseHosts, hostFilterOf } from './host-filter.ts'
import { HostList } from './host-list.tsx'
import type { LiveRun } from './live-run.ts'
import { doneCount, runCondition } from './run-condition.ts'
import { RunCommands } from './run-commands.tsx'
import { headingWords, hostStateWords, messageWords, runDurationWords, whatWords } from './run-messages.ts'
import { runsPath } from './runs-path.ts'
import { useRun } from './use-run.ts'

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
  const shown = useMemo(() => chooseHosts([...hosts.values()], filter, { ended, stateWords: (condition) => hostStateWords(condition, { kind, action }) }), [hosts, filter, ended, kind, action])
  const condition = runCondition(run)
  const done = doneCount(run)
  const message = messageWords(run)
  return (
    <article class="one">
      <Back kind={kind} />
      <header class="title">
        <div>
          <h1>{headingWords(run)}</h1>
          <p class="place">{[whatWords(run), updateMessages.by(run.by ?? updateMessages.byNobody), run.run].join(' · ')}</p>
        </div>
        <div class="state">
          <RunBadge condition={condition} />
          <p>{runDurationWords(run, serverNowMs)}</p>
        </div>
      </header>
      {!ended && (
        <div class="progress" role="status">
          <span>{updateMessages.progress(done, run.counts.total)}</span>
          <span class="bar" aria-hidden="true"><span style={{ width: `${run.counts.total === 0 ? 0 : Math.round(done / run.counts.total * 100)}%` }} /></span>
        </div>
      )}
      {message !== null && <p class={`why ${condition === 'failed' || condition === 'interrupted' ? 'failed' : ''}`}><span><Icon shape={condition} /> {message}</span></p>}
      <HostCounts run={run} chosen={filter.condition} choose={(state) => change({ state })} />
      <RunCommands run={run} hosts={hosts.values()} />
      <p class="links"><a href={logsAddress({ run: run.run })} onClick={followHere}>{logMessages.ofRun}</a></p>
      <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
        <SearchField hint={updateMessages.searchHint} text={filter.text} change={(q) => change({ q })} />
      </form>
      <p class="shown">{messages.shownDevices(shown.length, hosts.size)}</p>
      {shown.length > 0
        ? <HostList hosts={shown} kind={kind} action={action} ended={ended} nameOf={(host) => fleet.clients.get(host)?.name} />
        : hosts.size === 0
          ? <p class="nothing">{updateMessages.noHosts}</p>
          : <p class="nothing">{messages.noDeviceMatches} <button type="button" onClick={() => change({ state: undefined, q: undefined })}>{messages.showAllDevices}</button></p>}
    </article>
  )
}

const Back = ({ kind }: { kind: RunKind }) => <a class="back" href={runsPath(kind)} onClick={followHere}><Icon shape="back" /> {updateMessages.back[kind]}</a>
