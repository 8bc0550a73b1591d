import type { RunSummary } from '@mimamori/contract'

/** Some runs, newest first. `nextCursor` is there while older ones follow. */
export interface RunsPart { readonly runs: readonly RunSummary[], readonly nextCursor?: string | undefined }

/** What is newer takes the place of what is known; what is older stays. */
const mergeRuns = (known: readonly RunSummary[], page: readonly RunSummary[]): readonly RunSummary[] => {
  const byId = new Map([...known, ...page].map((run) => [run.run, run]))
  return [...byId.values()].sort((a, b) => a.startedAt < b.startedAt || (a.startedAt === b.startedAt && a.run < b.run) ? 1 : -1)
}

/** Adds a page to what is known; only the first page of all and one of older runs say what follows, the newest looked at again do not. */
export const addPage = (known: RunsPart | undefined, page: RunsPart, { older }: { readonly older: boolean }): RunsPart =>
  ({ runs: mergeRuns(known?.runs ?? [], page.runs), nextCursor: known === undefined || older ? page.nextCursor : known.nextCursor })
