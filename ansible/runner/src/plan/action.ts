import type { RunAction } from '@mimamori/contract'

/** What a run does, or what a queued device waits for: an update where a file of before does not say. */
export const actionOf = ({ action = 'update' }: { readonly action?: RunAction }): RunAction => action
