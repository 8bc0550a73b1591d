import type { RunSummary } from '@mimamori/contract'

/** Some runs, newest first. `nextCursor` is set while older ones follow. */
export interface RunsPart { readonly runs: readonly RunSummary[], readonly nextCursor?: string | undefined }

/** Newest first. */
const byStart = (a: RunSummary, b: RunSummary): number =>
  a.startedAt < b.startedAt || (a.startedAt === b.startedAt && a.run < b.run) ? 1 : -1

/** A newer run replaces a known one; older ones stay. */
const mergeRuns = (known: readonly RunSummary[], page: readonly RunSummary[]): readonly RunSummary[] =>
  [...new Map([...known, ...page].map((run) => [run.run, run])).values()].sort(byStart)

/** Known runs that belong next to the newest: one that belongs among these and is missing is of another kind now, or deleted. */
const besideNewest = (known: readonly RunSummary[], { runs, nextCursor }: RunsPart): readonly RunSummary[] => {
  const last = runs.at(-1)
  return nextCursor === undefined || !last ? [] : known.filter((run) => byStart(last, run) < 0)
}

/** Whether there may be runs between the known ones and the newest. */
const isApart = ({ runs: [newestKnown] }: RunsPart, { runs, nextCursor }: RunsPart): boolean => {
  const last = runs.at(-1)
  return nextCursor !== undefined &&
    last !== undefined &&
    newestKnown !== undefined &&
    last.run !== newestKnown.run &&
    byStart(last, newestKnown) < 0
}

/** Adds a page to the known runs: the newest runs, polled again, or with `older` the ones that follow the known runs. */
export const addPage = (known: RunsPart | undefined, page: RunsPart, { older }: { readonly older: boolean }): RunsPart => {
  if (!known) return page
  // More have begun since the last poll than a page has: the known runs are below a gap, and are loaded again on demand.
  if (!older && isApart(known, page)) return page
  if (older) return { runs: mergeRuns(known.runs, page.runs), nextCursor: page.nextCursor }
  return { runs: mergeRuns(besideNewest(known.runs, page), page.runs), nextCursor: page.nextCursor && known.nextCursor }
}
