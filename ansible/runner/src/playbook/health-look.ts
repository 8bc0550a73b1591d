import { closeSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isFailure, isSuccess } from '@mimamori/contract'
import { readHostItem } from '../events/host-item.ts'
import { ansibleDirectory as collection } from '../places.ts'
import { runToFile } from '../process/execute.ts'
import type { Look } from '../run/soak.ts'
import { readJsonLines } from '../state/json-lines.ts'
import type { RunText } from '../text/run-text.en.ts'
import { writeBatchFiles } from './batch-files.ts'
import { openOutput } from './output-file.ts'
import { playbookCommand, type PlaybookCommandOptions } from './playbook-command.ts'

export interface HealthLookOptions extends Pick<PlaybookCommandOptions, 'plan' | 'settings' | 'state' | 'ansibleDirectory'> {
  readonly lock: number
  readonly text: RunText['soak']
}

/** A device that hangs must not keep the others waiting for a whole update's time. */
const deadlineSeconds = 300

/** Whether releases still pass their checks and proofs, by the collection's own playbook, which only reads. @throws if it has no result for a device */
export const healthLook = ({ plan, settings, state, ansibleDirectory, lock, text }: HealthLookOptions): Look => {
  const files = state.run(plan.run)
  const eventsFile = join(files.directory, 'soak-events.jsonl')
  return async (hosts, stopped) => {
    if (hosts.length === 0) return undefined
    writeFileSync(eventsFile, '')
    const batch = writeBatchFiles(files.directory, 'soak', { hosts, variables: { ...plan.variables, release_closed_runs: [] } })
    const output = openOutput(files.output)
    let exitCode: number | null
    try {
      exitCode = await runToFile({
        ...playbookCommand({
          plan, settings: { ...settings, deadlineSeconds: Math.min(deadlineSeconds, settings.deadlineSeconds) }, state, ansibleDirectory, attempt: 1, batch,
          look: { playbook: join(collection, 'playbooks', 'health_check.yml'), eventsFile }
        }),
        output,
        inherited: [lock],
        stopped
      })
    } finally {
      closeSync(output)
    }
    // A check that was not reached says nothing about its device.
    if (stopped.aborted) return undefined
    const found = readJsonLines(eventsFile).map(readHostItem).filter((item) => item?.state === 'finished')
    const failed = found.find(({ outcome }) => isFailure(outcome))
    if (failed) return text.unhealthy(failed.host, failed.message?.split('\n')[0] ?? '')
    const unseen = hosts.filter((host) => !found.some((item) => item.host === host && isSuccess(item.outcome)))
    if (unseen.length > 0) throw new Error(`health_check.yml: ${exitCode ?? 'no exit code'}: ${unseen.join(', ')}`)
    return undefined
  }
}
