/**
 * Actions of a run of the update runner. `update`: installs the releases of its devices, as the inventory says. `agent`: installs the
 * agent that is published on the server, or goes back to an earlier one. `restart`: restarts the services of their releases, and checks
 * them. `reboot`: reboots them.
 */
export const runActions = ['update', 'agent', 'restart', 'reboot'] as const
export type RunAction = typeof runActions[number]

/** Whether it changes the releases of a device: only then are its outcomes those of updates, and devices that are pinned left out. */
export const installs = (action: RunAction): action is 'update' | 'agent' => action === 'update' || action === 'agent'
