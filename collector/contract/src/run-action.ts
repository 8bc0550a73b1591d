/**
 * What a run of the update runner does with its devices. `update`: installs their releases, as the inventory says. `agent`: installs the agent that is published on
 * the server, or goes back to an earlier one. `restart`: restarts the services of their releases, and checks them. `reboot`: reboots them.
 */
export const runActions = ['update', 'agent', 'restart', 'reboot'] as const
export type RunAction = typeof runActions[number]

/** Whether it leaves a release verified or failed on each device, and its outcomes are outcomes of updates. */
export const isAboutReleases = (action: RunAction): boolean => action !== 'reboot'
