import type { RunSummary } from '@mimamori/contract'
import { Icon } from '../components/index.ts'
import { updateMessages } from './messages.ts'
import { conditionCounts, type HostCondition, type RunCondition } from './run-condition.ts'
import { hostStateName, type RunSubject } from './run-messages.ts'

/** Shown by icon and word; the colour only repeats it. */
export const HostBadge = ({ condition, kind, action }: { condition: HostCondition } & RunSubject) => (
  <span class={`badge ${condition}`}><Icon shape={condition} /> {hostStateName(condition, { kind, action })}</span>
)

export const RunBadge = ({ condition }: { condition: RunCondition }) => (
  <span class={`badge ${condition}`}><Icon shape={condition} /> {condition === 'running'
    ? updateMessages.running
    : updateMessages.runOutcomes[condition]}
  </span>
)

/** `1 Failed  28 Updated`, worst first. */
export const HostCountLine = ({ run }: { run: RunSubject & Pick<RunSummary, 'counts' | 'endedAt'> }) => (
  <span class="tally">
    {conditionCounts(run).map(([condition, count]) => (
      <span key={condition} class={condition}><Icon shape={condition} /> {count} {hostStateName(condition, run)}</span>
    ))}
  </span>
)
