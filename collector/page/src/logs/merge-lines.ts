import type { LogLineView } from '@mimamori/contract'
import { lineKey } from '@mimamori/contract/line-key'

/** Both, each line once, the newest first. */
export const mergeLines = (lines: readonly LogLineView[], more: readonly LogLineView[]): readonly LogLineView[] => {
  const byKey = new Map([...lines, ...more].map((line) => [lineKey(line), line]))
  return [...byKey.values()].sort((a, b) => b.id - a.id)
}
