import { isFailure, isSuccess } from '@mimamori/contract'
import type { Check } from './soak.ts'
import type { RunText } from '../../text/run-text.en.ts'
import { runAside, type RunAsideOptions } from '../playbook/run-aside.ts'

export interface HealthCheckOptions extends RunAsideOptions {
  readonly text: RunText['soak']
}

/** A device that hangs must not keep the others waiting for a whole update's time. */
const deadlineSeconds = 300

/**
 * Whether releases still pass their checks and proofs, by the collection's own playbook, which only reads. @throws if it has no
 * result for a device
 */
export const healthCheck = ({ text, ...work }: HealthCheckOptions): Check => async (hosts, stopped) => {
  if (hosts.length === 0) return undefined
  const settings = { ...work.settings, deadlineSeconds: Math.min(deadlineSeconds, work.settings.deadlineSeconds) }
  const { exitCode, results } = await runAside({ ...work, settings }, { name: 'soak', playbook: 'health_check', hosts, stopped })
  // A check that was not reached says nothing about its device.
  if (stopped.aborted) return undefined
  const failed = results.find(({ outcome }) => isFailure(outcome))
  if (failed) return { host: failed.host, message: text.unhealthy(failed.host, failed.message?.split('\n')[0] ?? '') }
  const unseen = hosts.filter((host) => !results.some((item) => item.host === host && isSuccess(item.outcome)))
  if (unseen.length > 0) throw new Error(`health_check.yml: ${exitCode ?? 'no exit code'}: ${unseen.join(', ')}`)
  return undefined
}
