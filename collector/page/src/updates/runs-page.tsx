import type { RunKind, RunSummary } from '@mimamori/contract'
import { useNow } from '../components/use-now.ts'
import { useQuery } from '../components/navigation/use-query.ts'
import { CopyLine } from '../components/copy-line.tsx'
import { Icon } from '../components/icons.tsx'
import { exactWords } from '../text/times.ts'
import { followHere } from '../components/navigation/path.ts'
import { RunButtons } from './run-requests/run-buttons.tsx'
import { useRequestActions } from './run-requests/use-request-actions.ts'
import { updateMessages } from './messages.ts'
import { HostCountLine, RunBadge } from './badges.tsx'
import { runCondition } from './run-condition.ts'
import { runDurationWords, whatWords } from './run-messages.ts'
import { QueueSection } from './queue-section.tsx'
import { useQueue } from './use-queue.ts'
import { useRuns } from './use-runs.ts'

/** In this order. Not the contract's own list, which would bring its schemas and zod into the browser. */
const kinds: readonly RunKind[] = ['update', 'other']

/** Update runs, the newest first; runs of other playbooks are a list of their own, since they say nothing about updates. */
export const RunsPage = ({ clockOffsetMs }: { clockOffsetMs: number }) => {
  const [query, change] = useQuery()
  const kind: RunKind = query.get('kind') === 'other' ? 'other' : 'update'
  return (
    <>
      <h1>{updateMessages.titles[kind]}</h1>
      <div class="kinds" role="group" aria-label={updateMessages.kinds}>
        {kinds.map((each) => (
          <button key={each} type="button" aria-pressed={each === kind} onClick={() => change({ kind: each === 'other' ? each : undefined })}>{updateMessages.titles[each]}</button>
        ))}
      </div>
      {kind === 'update' && <FleetButtons />}
      {kind === 'update' && <WaitingQueue />}
      <Runs key={kind} kind={kind} clockOffsetMs={clockOffsetMs} />
    </>
  )
}

/** Components of their own, so that each asks only while it is shown. */
const FleetButtons = () => <RunButtons allowed={useRequestActions()} />

const WaitingQueue = () => {
  const queue = useQueue()
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
        <a href={`/admin/updates/${run.run}`} onClick={followHere}>{exactWords(run.startedAt)}</a>
        <span class="place">{[whatWords(run), updateMessages.by(run.by ?? updateMessages.byNobody)].join(' · ')}</span>
      </div>
      <div class="how"><RunBadge condition={condition} /> <span class="place">{runDurationWords(run, serverNowMs)}</span></div>
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
