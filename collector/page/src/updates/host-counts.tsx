import type { RunSummary } from '@mimamori/contract'
import { updateMessages } from './messages.ts'
import { conditionCounts, type HostCondition } from './run-condition.ts'
import { hostStateName } from './run-messages.ts'

export interface HostCountsProps {
  readonly run: RunSummary
  readonly chosen: HostCondition | undefined
  readonly choose: (condition: HostCondition | undefined) => void
}

/** The number of hosts in each state, each a button that shows only those; failures even at 0: people come to read that there are none. */
export const HostCounts = ({ run, chosen, choose }: HostCountsProps) => {
  const counts = new Map(conditionCounts(run))
  const shown = [...new Set<HostCondition>(['failed', ...counts.keys(), ...chosen === undefined ? [] : [chosen]])]
  const button = (condition: HostCondition | undefined, count: number, word: string) => (
    <button
      key={word}
      type="button"
      class={`count ${condition ?? 'all'}${count === 0 ? ' none' : ''}`}
      aria-pressed={condition === chosen}
      onClick={() => choose(condition)}
    >
      <span class="number">{count}</span> <span class="word">{word}</span>
    </button>
  )
  return (
    <div class="counts" role="group" aria-label={updateMessages.filterByOutcome}>
      {button(undefined, run.counts.total, updateMessages.all)}
      {shown.map((condition) => button(condition, counts.get(condition) ?? 0, hostStateName(condition, run)))}
    </div>
  )
}
