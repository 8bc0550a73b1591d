import { installs, isSuccess, type HostFinished } from '@mimamori/contract'
import { timestamp } from '../platform/clock.ts'
import { actionOf } from '../plan/action.ts'
import type { Batch } from '../plan/plan.ts'
import type { RunBatch } from './playbook/run-batch.ts'
import type { ActiveRun } from './active-run.ts'
import { latestResult } from '../state/canary-results.ts'
import type { HostRenewal } from './host-renewal.ts'
import { runnerResult } from './results.ts'

/** Whether the playbook succeeded for a host without a result of a release, which proves no update. */
const isUnproven = (result: HostFinished | undefined): boolean => isSuccess(result?.outcome) && result?.update !== true

/** Runs batches. After each, every host of it has a result of that attempt; `stillInUse` gives hosts that have left the fleet theirs. */
export const batchWork = (
  run: Omit<ActiveRun, 'cancelled'>,
  { runBatch, stillInUse }: { readonly runBatch: RunBatch, readonly stillInUse: HostRenewal['stillInUse'] }
) =>
  async (hosts: Batch, attempt: number, { inCanary }: { readonly inCanary: boolean }): Promise<void> => {
    const { plan, hostStates, addResults, log, clock, text } = run
    const fail = (given: Pick<HostFinished, 'message' | 'presumed'>) => (host: string): HostFinished =>
      runnerResult(hostStates.of(host), { attempt, outcome: 'failed', at: timestamp(clock), ...given })
    log({ type: 'batch', attempt, hosts })
    const { exitCode, timedOut, lastOutput } = await runBatch(hosts, attempt, {
      isWatched: inCanary && plan.soakMinutes !== undefined && !plan.check
    })
    const withoutResult = hosts.filter((host) => latestResult(run, host)?.attempt !== attempt)
    const message = timedOut ? text.noResultInTime : text.noResult({ exitCode, lastOutput })
    addResults((await stillInUse(withoutResult, attempt)).map(fail({ presumed: true, message })))
    const unproven = !installs(actionOf(plan))
      ? []
      : hosts.filter((host) => !withoutResult.includes(host) && isUnproven(latestResult(run, host)))
    addResults(unproven.map(fail({ message: text.noRelease })))
    log({ type: 'batch_ended', exitCode, timedOut })
  }
