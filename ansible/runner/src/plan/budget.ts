import { isFailure, isSuccess, type HostFinished } from '@mimamori/contract'
import type { Plan } from './plan.ts'

/** How many failed or rolled-back hosts a run tolerates before it stops; unreachable ones are no failures. */
export const failuresBorne = (
  { maxFailures, hosts }: Pick<Plan, 'maxFailures' | 'hosts'>, { inCanary }: { readonly inCanary: boolean }
): number =>
  maxFailures ?? (inCanary ? 0 : Math.max(1, Math.floor(hosts.length / 10)))

type Result = Pick<HostFinished, 'outcome' | 'step' | 'presumed'>

/** Failed before anything was changed, by ssh for its host key or in the role's preflight: not a failure of the release. */
const isRefused = ({ outcome, step, presumed }: Result): boolean => outcome === 'failed' && step === 'preflight' && presumed !== true

/** Whether a device has tried the release: one that was unreachable, skipped or refused has not. Pure. */
export const isConclusive = (result: Result): boolean => (isSuccess(result.outcome) || isFailure(result.outcome)) && !isRefused(result)

/** More failures than a run tolerates. */
export interface Overspent { readonly failures: number, readonly borne: number, readonly inCanary: boolean }

/**
 * Whether a run has more failures than it tolerates, in the canary or in all. Refused devices count only in all: others take their
 * place in the canary. Pure.
 */
export const overspentBy = (
  plan: Pick<Plan, 'maxFailures' | 'hosts'>, results: readonly Result[], { inCanary }: { readonly inCanary: boolean }
): Overspent | undefined => {
  const failed = results.filter(({ outcome }) => isFailure(outcome))
  const inAll = { failures: failed.length, borne: failuresBorne(plan, { inCanary: false }), inCanary: false }
  const ofCanary = { failures: failed.filter(isConclusive).length, borne: failuresBorne(plan, { inCanary: true }), inCanary: true }
  return [...inCanary ? [ofCanary] : [], inAll].find(({ failures, borne }) => failures > borne)
}
