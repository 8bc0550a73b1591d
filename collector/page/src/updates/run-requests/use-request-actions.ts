import type { RequestAction, RunRequestList } from '@mimamori/contract'
import { usePolledAnswer } from '../../server/index.ts'

/** Actions that a runner accepts now: none while loading, or if none is set up for it. */
export const useRequestActions = (): readonly RequestAction[] => usePolledAnswer<RunRequestList>('/api/run-requests').answer?.actions ?? []
