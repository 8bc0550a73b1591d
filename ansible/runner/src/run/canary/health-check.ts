import { isFailure, isSuccess, type HostFinished } from '@mimamori/contract'
import type { Check } from './soak.ts'
import type { RunText } from '../../text/run-text.en.ts'
import { timeoutExitCodes } from '../playbook/playbook-command.ts'
import { runAside, type RunAsideOptions } from '../playbook/run-aside.ts'

export interface HealthCheckOptions extends RunAsideOptions {
  readonly text: RunText['soak']
}

/** A device that hangs must not keep the others waiting for a whole update's time. */
const deadlineSeconds = 300

/** The task of the role that stops if a device has restarted: its services may not be up yet. */
export const restartedTask = 'health | Stop where it has restarted while it is watched'

const hasRestarted = ({ step }: HostFinished): boolean => step?.endsWith(restartedTask) === true
/** Nothing was seen of its release; a host key that differs is another machine's at its address. */
const isAway = (one: HostFinished): boolean => one.outcome === 'unreachable' || one.step === 'preflight' || hasRestarted(one)

/**
 * Whether releases still pass their checks and proofs, by the collection's own playbook, which only reads. @throws if it has no
 * result for a device
 */
export const healthCheck = ({ text, ...work }: HealthCheckOptions): Check => {
  const settings = { ...work.settings, deadlineSeconds: Math.min(deadlineSeconds, work.settings.deadlineSeconds) }
  let since: number | undefined
  return async (hosts, stopped) => {
    if (hosts.length === 0) return undefined
    // By a clock that nobody sets.
    since ??= performance.now()
    const variables = { release_watched_seconds: Math.floor((performance.now() - since) / 1000) }
    const { exitCode, results } = await runAside({ ...work, settings }, { name: 'soak', playbook: 'health_check', hosts, variables, stopped })
    // A check that was not reached says nothing about its device.
    if (stopped.aborted) return undefined
    const failed = results.find((one) => isFailure(one.outcome) && !isAway(one))
    if (failed) return { host: failed.host, message: text.unhealthy(failed.host, failed.message?.split('\n')[0] ?? '') }
    const restarted = results.find(hasRestarted)?.host
    if (restarted !== undefined) return { host: restarted, message: text.restarted(restarted), isAway: true }
    const unseen = hosts.filter((host) => !results.some((item) => item.host === host && isSuccess(item.outcome)))
    const away = results.find(isAway)?.host ?? (timeoutExitCodes.includes(exitCode ?? -1) ? unseen[0] : undefined)
    if (away !== undefined) return { host: away, message: text.unreachable(away), isAway: true }
    if (unseen.length > 0) throw new Error(`health_check.yml: ${exitCode ?? 'no exit code'}: ${unseen.join(', ')}`)
    return undefined
  }
}
