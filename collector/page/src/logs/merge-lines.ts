import type { LogLineView } from '@mimamori/contract'

/** Both, each line once, the newest first. */
export const mergeLines = (lines: readonly LogLineView[], more: readonly LogLineView[]): readonly LogLineView[] => {
  const byId = new Map([...lines, ...more].map((line) => [line.id, line]))
  return [...byId.values()].sort((a, b) => b.id - a.id)
}
