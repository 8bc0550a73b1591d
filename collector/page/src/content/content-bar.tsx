import type { ContentCounts } from '@mimamori/contract'
import { messages } from '../text/index.ts'
import { contentMessages } from './messages.ts'

const others = ['downloading', 'waiting', 'failed'] as const

/** How far devices are with the current version: a bar that fills, and the counts. */
export const ContentBar = ({ counts }: { readonly counts: ContentCounts }) => {
  const all = counts.current + counts.downloading + counts.waiting + counts.failed
  if (all === 0) return <p class="place">{contentMessages.forNobody}</p>
  const named = others.filter((state) => counts[state] > 0)
    .map((state) => contentMessages.counted[state](counts[state]))
  return (
    <div class={`progress${counts.failed > 0 ? ' high' : ''}`}>
      <span>{[contentMessages.taken(counts.current, all), ...named].join(messages.comma)}</span>
      <span class="bar" aria-hidden="true"><span style={{ width: `${Math.round(counts.current / all * 100)}%` }} /></span>
    </div>
  )
}
