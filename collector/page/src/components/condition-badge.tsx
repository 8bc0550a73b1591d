import type { Condition } from '@mimamori/contract/device-list'
import { messages } from '../text/index.ts'
import { Icon } from './icons.tsx'

/** Shown by icon and word; the colour only repeats it. */
export const ConditionBadge = ({ condition }: { condition: Condition }) => (
  <span class={`badge ${condition}`}><Icon shape={condition} /> {messages.conditions[condition]}</span>
)
