import type { RunKind, RunSummary } from '@mimamori/contract'
import { Icon } from '../parts/icons.tsx'
import { words } from '../words.ts'
import { conditionCounts, type HostCondition, type RunCondition } from './run-condition.ts'
import { hostStateWords } from './run-words.ts'

/** Shown by icon and word; the colour only repeats it. */
export const HostBadge = ({ condition, kind }: { condition: HostCondition, kind: RunKind }) => (
  <span class={`badge ${condition}`}><Icon shape={condition} /> {hostStateWords(condition, kind)}</span>
)

export const RunBadge = ({ condition }: { condition: RunCondition }) => (
  <span class={`badge ${condition}`}><Icon shape={condition} /> {condition === 'running' ? words.updates.running : words.updates.runOutcomes[condition]}</span>
)

/** `1 Failed  28 Updated`, worst first. */
export const HostCountLine = ({ run }: { run: Pick<RunSummary, 'counts' | 'endedAt' | 'kind'> }) => (
  <span class="tally">
    {conditionCounts(run).map(([condition, count]) => (
      <span key={condition} class={condition}><Icon shape={condition} /> {count} {hostStateWords(condition, run.kind)}</span>
    ))}
  </span>
)
