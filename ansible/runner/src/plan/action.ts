import type { RunAction } from '@mimamori/contract'

/** The action of a run, or that a queued device waits for; an update if an older file has none. */
export const actionOf = ({ action = 'update' }: { readonly action?: RunAction }): RunAction => action
