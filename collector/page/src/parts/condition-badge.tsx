import type { Condition } from '../fleet/condition.ts'
import { words } from '../words.ts'
import { Icon } from './icons.tsx'

/** Told by icon and word; the colour only repeats it. */
export const ConditionBadge = ({ condition }: { condition: Condition }) => (
  <span class={`badge ${condition}`}><Icon shape={condition} /> {words.conditions[condition]}</span>
)
