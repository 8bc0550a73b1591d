/** How a run ended for one host. Only `updated` and `unchanged` are success; a host without an outcome never is. */
export const hostOutcomes = ['updated', 'unchanged', 'failed', 'rolled_back', 'unreachable', 'skipped'] as const
export type HostOutcome = typeof hostOutcomes[number]

export const isSuccess = (outcome: HostOutcome | undefined): boolean => outcome === 'updated' || outcome === 'unchanged'
/** Whether an outcome uses up a run's budget of failures. */
export const isFailure = (outcome: HostOutcome | undefined): boolean => outcome === 'failed' || outcome === 'rolled_back'

/** The release of the agent itself, as the role `agent` names it. All others are applications: the purpose of a device. */
export const agentRelease = 'mimamori-agent'
