import type { HostItem } from '@mimamori/contract'
import { readHostItem } from '../../state/host-item.ts'
import { createHostStates, type HostStates } from '../../state/host-states.ts'
import type { Plan } from '../../plan/plan.ts'
import { followJsonLines } from '../../platform/files/follow-lines.ts'
import type { RunLogRecord } from '../../state/run-log.ts'
import { readJsonFile } from '../../platform/files/json-file.ts'
import type { RunFiles } from '../../state/state-directory.ts'
import type { RunResult } from '../../state/run-result.ts'

/** Records and items since the last read. */
export interface News {
  readonly records: readonly RunLogRecord[]
  /** Items that changed a host's state. */
  readonly items: readonly HostItem[]
}

/** A run as its files show it, which any process may read at any time. */
export interface RunView {
  readonly plan: Plan
  readonly hostStates: HostStates
  poll (): News
  result (): RunResult | undefined
}

/** @returns undefined if there is no such run */
export const viewRun = (files: RunFiles): RunView | undefined => {
  const plan = readJsonFile<Plan>(files.plan)
  if (!plan) return undefined
  const hostStates = createHostStates(plan.hosts.map(({ host }) => host))
  const [log, events] = [followJsonLines(files.log), followJsonLines(files.events)]
  return {
    plan,
    hostStates,
    poll: () => ({
      records: log.read() as RunLogRecord[],
      items: events.read().flatMap((line) => {
        const item = readHostItem(line)
        return item && hostStates.take(item) ? [item] : []
      })
    }),
    result: () => readJsonFile<RunResult>(files.result)
  }
}
