import type { QueueView, RunKind, RunSummary } from '@mimamori/contract'
import { Choices, CopyLine, Icon, Link, useNow, useQuery } from '../components/index.ts'
import { usePolledAnswer } from '../server/index.ts'
import { formatExactTime } from '../text/index.ts'
import { HostCountLine, RunBadge } from './badges.tsx'
import { updateMessages } from './messages.ts'
import { QueueSection } from './queue-section.tsx'
import { runCondition } from './run-condition.ts'
import { formatRunDuration, runSubject } from './run-messages.ts'
import { RunButtons } from './run-requests/run-buttons.tsx'
import { useRequestActions } from './run-requests/use-request-actions.ts'
import { useRuns } from './use-runs.ts'

/** Update runs, the newest first; runs of other playbooks are a list of their own, since they say nothing about updates. */
export const RunsPage = ({ clockOffsetMs }: { clockOffsetMs: number }) => {
  const [query, change] = useQuery()
  const kind: RunKind = query.get('kind') === 'other' ? 'other' : 'update'
  return (
    <>
      <h1>{updateMessages.titles[kind]}</h1>
      <Choices
        label={updateMessages.kinds}
        names={updateMessages.titles}
        chosen={kind}
        choose={(next) => change({ kind: next === 'other' ? next : undefined })}
      />
      {kind === 'update' && <FleetButtons />}
      {kind === 'update' && <WaitingQueue />}
      <Runs key={kind} kind={kind} clockOffsetMs={clockOffsetMs} />
    </>
  )
}

/** Components of their own, so that each asks only while it is shown. */
const FleetButtons = () => <RunButtons allowed={useRequestActions()} />

const WaitingQueue = () => {
  const { answer: queue } = usePolledAnswer<QueueView>('/api/updates/queue')
  return queue ? <QueueSection queue={queue} /> : null
}

const Runs = ({ kind, clockOffsetMs }: { kind: RunKind, clockOffsetMs: number }) => {
  const { runs, older } = useRuns(kind)
  const serverNowMs = useNow() + clockOffsetMs
  if (!runs) return <p class="loading">{updateMessages.loading}</p>
  if (runs.length === 0) return kind === 'update' ? <NoRuns /> : <p class="nothing">{updateMessages.noOtherRuns}</p>
  return (
    <>
      <ul class="runs">
        {runs.map((run) => <RunRow key={run.run} run={run} serverNowMs={serverNowMs} />)}
      </ul>
      {older && <p class="older"><button type="button" onClick={older}>{updateMessages.older}</button></p>}
    </>
  )
}

const RunRow = ({ run, serverNowMs }: { run: RunSummary, serverNowMs: number }) => {
  const condition = runCondition(run)
  return (
    <li class={`run ${condition}`}>
      <div class="who">
        <Link to={`/admin/updates/${run.run}`}>{formatExactTime(run.startedAt)}</Link>
        <span class="place">{[runSubject(run), updateMessages.by(run.by ?? updateMessages.byNobody)].join(' · ')}</span>
      </div>
      <div class="how"><RunBadge condition={condition} /> <span class="place">{formatRunDuration(run, serverNowMs)}</span></div>
      <HostCountLine run={run} />
    </li>
  )
}

const NoRuns = () => (
  <section class="empty">
    <Icon shape="under_way" />
    <h2>{updateMessages.none.title}</h2>
    <p>{updateMessages.none.how}</p>
    <CopyLine command="./scripts/update-all-clients.sh" />
    <p>{updateMessages.none.then}</p>
  </section>
)
