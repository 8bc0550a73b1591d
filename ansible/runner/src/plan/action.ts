import type { RunAction } from '@mimamori/contract'

/** What a run does, or what a queued device waits for: an update where a file of before does not say. */
export const actionOf = ({ action = 'update' }: { readonly action?: RunAction }): RunAction => action

/** Whether it changes what runs on a device: then it leaves out those that are pinned. */
export const installs = (action: RunAction): action is 'update' | 'agent' => action === 'update' || action === 'agent'
