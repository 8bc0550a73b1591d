import { isFailure, isSuccess, type HostFinished } from '@mimamori/contract'
import type { Plan } from './plan.ts'

/** How many failed or rolled-back hosts a run bears before it stops; unreachable ones are no failures. */
export const failuresBorne = ({ maxFailures, hosts }: Pick<Plan, 'maxFailures' | 'hosts'>, { inCanary }: { readonly inCanary: boolean }): number =>
  maxFailures ?? (inCanary ? 0 : Math.max(1, Math.floor(hosts.length / 10)))

type Result = Pick<HostFinished, 'outcome' | 'step' | 'presumed'>

/** Refused before anything was changed, by ssh for its key or by the role: it has failed, and not by what it was to get. */
const isRefused = ({ outcome, step, presumed }: Result): boolean => outcome === 'failed' && step === 'preflight' && presumed !== true

/** Whether a device has shown anything of what it was to get: one that was out of reach, skipped or refused has not. Pure. */
export const isConclusive = (result: Result): boolean => (isSuccess(result.outcome) || isFailure(result.outcome)) && !isRefused(result)

/** More failures than a run bears. */
export interface Overspent { readonly failures: number, readonly borne: number, readonly inCanary: boolean }

/** Whether a run has come to more failures than it bears, in its canary or in all. Refused devices count in all alone: others take their place in the canary. Pure. */
export const overspentBy = (plan: Pick<Plan, 'maxFailures' | 'hosts'>, results: readonly Result[], { inCanary }: { readonly inCanary: boolean }): Overspent | undefined => {
  const failed = results.filter(({ outcome }) => isFailure(outcome))
  const inAll = { failures: failed.length, borne: failuresBorne(plan, { inCanary: false }), inCanary: false }
  const ofCanary = { failures: failed.filter(isConclusive).length, borne: failuresBorne(plan, { inCanary: true }), inCanary: true }
  return [...inCanary ? [ofCanary] : [], inAll].find(({ failures, borne }) => failures > borne)
}
