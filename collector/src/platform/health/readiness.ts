import type { ClockGuard } from '../clock/clock-guard.ts'
import type { ReadinessCheck } from './health-routes.ts'
import type { StorageUnavailableError } from '../storage/errors.ts'

/**
 * The questions of /readyz, in this order. `storageProblem`: why the last commit could not be written, if it could not. Each
 * has a banner on the page too, in the reader's language (devices/fleet-status/fleet-frame.ts).
 * `command`: calls `mimamori` on this server.
 */
export const readinessChecks = ({ clockGuard, storageProblem, command }: {
  readonly clockGuard: Pick<ClockGuard, 'trusted' | 'doubt'>
  readonly storageProblem: () => StorageUnavailableError | undefined
  readonly command: string
}): readonly ReadinessCheck[] => {
  const storageWritable: ReadinessCheck = async () => {
    const problem = storageProblem()
    return problem && { code: 'STORAGE_UNAVAILABLE', message: problem.message }
  }
  const clockTrusted: ReadinessCheck = async () =>
    clockGuard.trusted
      ? undefined
      : {
          code: 'CLOCK_UNTRUSTED',
          message: `the server's clock cannot be trusted (${clockGuard.doubt}): check the time, then confirm it on the page, or with \`${command} clock confirm\``
        }
  return [storageWritable, clockTrusted]
}
