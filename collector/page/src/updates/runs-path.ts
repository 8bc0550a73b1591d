import type { RunKind } from '@mimamori/contract'

/** The page that lists the runs of one kind. */
export const runsPath = (kind: RunKind): string => kind === 'update' ? '/admin/updates' : '/admin/updates?kind=other'
