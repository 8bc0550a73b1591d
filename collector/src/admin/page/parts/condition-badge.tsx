import type { Badge } from '../fleet/condition.ts'
import { words } from '../words.ts'
import { Icon } from './icons.tsx'

/** Told by icon and word; the colour only repeats it. */
export const ConditionBadge = ({ badge }: { badge: Badge }) => (
  <span class={`badge ${badge}`}><Icon shape={badge} /> {words.conditions[badge]}</span>
)
