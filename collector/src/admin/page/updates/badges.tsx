import type { RunSummary } from '@mimamori/contract'
import { Icon } from '../parts/icons.tsx'
import { words } from '../words.ts'
import { conditionCounts, type HostCondition, type RunCondition } from './run-condition.ts'

/** Told by icon and word; the colour only repeats it. */
export const HostBadge = ({ condition }: { condition: HostCondition }) => (
  <span class={`badge ${condition}`}><Icon shape={condition} /> {words.updates.hostStates[condition]}</span>
)

export const RunBadge = ({ condition }: { condition: RunCondition }) => (
  <span class={`badge ${condition}`}><Icon shape={condition} /> {condition === 'running' ? words.updates.running : words.updates.runOutcomes[condition]}</span>
)

/** `1 Failed  28 Updated`, worst first. */
export const HostCountLine = ({ run }: { run: Pick<RunSummary, 'counts' | 'endedAt'> }) => (
  <span class="tally">
    {conditionCounts(run).map(([condition, count]) => (
      <span key={condition} class={condition}><Icon shape={condition} /> {count} {words.updates.hostStates[condition]}</span>
    ))}
  </span>
)
