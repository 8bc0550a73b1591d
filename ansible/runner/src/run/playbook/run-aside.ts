import { closeSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { HostFinished } from '@mimamori/contract'
import { readHostItem } from '../../state/host-item.ts'
import { collectionPlaybook } from '../../platform/paths.ts'
import { runToFile } from '../../platform/process/execute.ts'
import { readJsonLines } from '../../platform/files/json-lines.ts'
import type { StateDirectory } from '../../state/state-directory.ts'
import { writeBatchFiles } from './batch-files.ts'
import { openOutput } from '../../platform/process/output-file.ts'
import { playbookCommand, type PlaybookCommandOptions } from './playbook-command.ts'

/** The run that it belongs to. */
export interface RunAsideOptions extends Pick<PlaybookCommandOptions, 'plan' | 'settings' | 'ansibleDirectory'> {
  readonly state: Pick<StateDirectory, 'root' | 'run'>
  readonly lock: number
}

interface Aside {
  /** The beginning of its files' names. */
  readonly name: string
  /** The name of one of the collection's. */
  readonly playbook: string
  readonly hosts: readonly string[]
  readonly variables?: Readonly<Record<string, unknown>>
  /** Ends it early. */
  readonly stopped?: AbortSignal
}

/** Runs another playbook on some devices of a run, with its variables. The results go into a file of their own, and are not reported. */
export const runAside = async (
  { plan, settings, state, ansibleDirectory, lock }: RunAsideOptions, { name, playbook, hosts, variables = {}, stopped }: Aside
): Promise<{ readonly exitCode: number | null, readonly results: readonly HostFinished[] }> => {
  const files = state.run(plan.run)
  const eventsFile = join(files.directory, `${name}-events.jsonl`)
  writeFileSync(eventsFile, '')
  const batch = writeBatchFiles(files.directory, name, { hosts, variables: { ...plan.variables, ...variables, release_closed_runs: [] } })
  const output = openOutput(files.output)
  try {
    const exitCode = await runToFile({
      ...playbookCommand({
        plan, settings, state, ansibleDirectory, attempt: 1, batch, eventsFile, playbook: collectionPlaybook(playbook)
      }),
      output,
      inherited: [lock],
      ...stopped && { stopped }
    })
    return { exitCode, results: readJsonLines(eventsFile).map(readHostItem).filter((item) => item?.state === 'finished') }
  } finally {
    closeSync(output)
  }
}
