import type { RunSummary } from '@mimamori/contract'

/** What is newer takes the place of what is known; what is older stays. */
export const mergeRuns = (known: readonly RunSummary[], page: readonly RunSummary[]): readonly RunSummary[] => {
  const byId = new Map([...known, ...page].map((run) => [run.run, run]))
  return [...byId.values()].sort((a, b) => a.run < b.run ? 1 : -1)
}
