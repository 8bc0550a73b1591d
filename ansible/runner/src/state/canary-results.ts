import { isSuccess, type HostFinished, type HostItem } from '@mimamori/contract'
import { resultOf, type HostStates } from './host-states.ts'

/** The step of a device between its update and the end of its soak. */
export const soakStep = 'runner : soak | Watch it before it counts as updated'

/** The item that a run publishes about a canary that will be watched: a success is none before its soak has ended. Pure. */
export const beforeSoak = (item: HostItem): HostItem => item.state !== 'finished' || !isSuccess(item.outcome)
  ? item
  : { state: 'under_way', host: item.host, at: item.at, attempt: item.attempt, ...item.update && { update: item.update }, step: soakStep }

/** The result that a host has by now: the published one, or the success that its soak has yet to confirm. */
export const latestResult = (
  { hostStates, canaries }: { readonly hostStates: HostStates, readonly canaries: HostStates }, host: string
): HostFinished | undefined =>
  resultOf(hostStates.of(host)) ?? resultOf(canaries.of(host))
