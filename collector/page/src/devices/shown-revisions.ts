import type { ClientStatus } from '@mimamori/contract'

interface ShownRevision {
  /** Undefined if it is known only from the last update. */
  readonly release: string | undefined
  readonly revision: string
}

/** The outcomes after which a device has shown what it runs. */
const proven: ReadonlySet<string> = new Set(['updated', 'unchanged', 'rolled_back'])

/**
 * The revisions that really run on a device; if it does not report them, for example because it has not reported since the collector's
 * data was restored, the revision that its last update has proved to run.
 */
export const shownRevisions = ({ releases, lastUpdate }: Pick<ClientStatus, 'releases' | 'lastUpdate'>): readonly ShownRevision[] => {
  const running = Object.entries(releases).map(([release, revision]) => ({ release, revision }))
  if (running.length > 0 || lastUpdate === null || lastUpdate.toRevision === null) return running
  return proven.has(lastUpdate.outcome) ? [{ release: undefined, revision: lastUpdate.toRevision }] : []
}
