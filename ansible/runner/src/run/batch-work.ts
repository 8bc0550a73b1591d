import { installs, isSuccess, type HostFinished, type HostState } from '@mimamori/contract'
import { instant } from '../clock.ts'
import { actionOf } from '../plan/action.ts'
import type { Batch } from '../plan/plan.ts'
import type { RunBatch } from '../playbook/run-batch.ts'
import type { ActiveRun } from './active-run.ts'
import type { HostRenewal } from './host-renewal.ts'
import { ownResult } from './results.ts'

/** Whether the playbook succeeded for a host without a result of a release, which proves no update. */
const isUnproven = (hostState: HostState): boolean => hostState.state === 'finished' && isSuccess(hostState.outcome) && hostState.update !== true

/** Runs batches. After each, every host of it has a result of that attempt; `stillInUse` gives those that have left the fleet theirs. */
export const batchWork = ({ plan, hostStates, addResults, log, clock, text }: Pick<ActiveRun, 'plan' | 'hostStates' | 'addResults' | 'log' | 'clock' | 'text'>, { runBatch, stillInUse }: { readonly runBatch: RunBatch, readonly stillInUse: HostRenewal['stillInUse'] }) =>
  async (hosts: Batch, attempt: number): Promise<void> => {
    const fail = (given: Pick<HostFinished, 'message' | 'presumed'>) => (host: string): HostFinished =>
      ownResult(hostStates.of(host), { attempt, outcome: 'failed', at: instant(clock), ...given })
    log({ type: 'batch', attempt, hosts })
    const { exitCode, timedOut, lastOutput } = await runBatch(hosts, attempt)
    const withoutResult = hosts.filter((host) => {
      const { state, attempt: latest } = hostStates.of(host)
      return state !== 'finished' || latest !== attempt
    })
    addResults((await stillInUse(withoutResult, attempt)).map(fail({ presumed: true, message: timedOut ? text.noResultInTime : text.noResult({ exitCode, lastOutput }) })))
    const unproven = !installs(actionOf(plan)) ? [] : hosts.filter((host) => !withoutResult.includes(host) && isUnproven(hostStates.of(host)))
    addResults(unproven.map(fail({ message: text.noRelease })))
    log({ type: 'batch_ended', exitCode, timedOut })
  }
