import type { RunSummary } from '@mimamori/contract'
import { useNow } from '../fleet/use-now.ts'
import { CopyLine } from '../parts/copy-line.tsx'
import { Icon } from '../parts/icons.tsx'
import { exactWords } from '../parts/time-words.ts'
import { followHere } from '../path.ts'
import { words } from '../words.ts'
import { HostCountLine, RunBadge } from './badges.tsx'
import { runCondition } from './run-condition.ts'
import { runDurationWords, whatWords } from './run-words.ts'
import { QueueSection } from './queue-section.tsx'
import { useQueue } from './use-queue.ts'
import { useRuns } from './use-runs.ts'

/** Every update run, the newest first. */
export const RunsPage = ({ clockOffsetMs }: { clockOffsetMs: number }) => {
  const { runs, older } = useRuns()
  const queue = useQueue()
  const serverNowMs = useNow() + clockOffsetMs
  if (!runs) return <p class="loading">{words.updates.loading}</p>
  if (runs.length === 0) return <NoRuns />
  return (
    <>
      <h1>{words.updates.title}</h1>
      {queue && <QueueSection queue={queue} />}
      <ul class="runs">
        {runs.map((run) => <RunRow key={run.run} run={run} serverNowMs={serverNowMs} />)}
      </ul>
      {older && <p class="older"><button type="button" onClick={older}>{words.updates.older}</button></p>}
    </>
  )
}

const RunRow = ({ run, serverNowMs }: { run: RunSummary, serverNowMs: number }) => {
  const condition = runCondition(run)
  return (
    <li class={`run ${condition}`}>
      <div class="who">
        <a href={`/admin/updates/${run.run}`} onClick={followHere}>{exactWords(run.startedAt, undefined)}</a>
        <span class="place">{[whatWords(run), words.updates.by(run.by ?? words.updates.byNobody)].join(' · ')}</span>
      </div>
      <div class="how"><RunBadge condition={condition} /> <span class="place">{runDurationWords(run, serverNowMs)}</span></div>
      <HostCountLine run={run} />
    </li>
  )
}

const NoRuns = () => (
  <section class="empty">
    <Icon shape="under_way" />
    <h1>{words.updates.none.title}</h1>
    <p>{words.updates.none.how}</p>
    <CopyLine command="./scripts/update-all-clients.sh" />
    <p>{words.updates.none.then}</p>
  </section>
)
