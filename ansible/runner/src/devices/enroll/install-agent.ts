import { appendFileSync, closeSync, existsSync, ftruncateSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { endsWithUs } from '@mimamori/program/ends-with-us'
import { newRunId } from '../../plan/run-id.ts'
import { ansibleDirectory } from '../../platform/paths.ts'
import { readHostItem } from '../../state/host-item.ts'
import { openOutput } from '../../platform/process/output-file.ts'
import { runToFile } from '../../platform/process/execute.ts'
import { readJsonLines } from '../../platform/files/json-lines.ts'
import type { EnrollDeps } from './enroll-deps.ts'
import { done, found, MissingError, planned, type StepEnd } from '../steps.ts'

export interface InstallOptions {
  /** The directory of the run's files; its folder is this account's alone. */
  readonly directory: string
  /** The sources of the inventory in which the device is. */
  readonly inventory: readonly string[]
  /** A new key for the device; without one it keeps its own. */
  readonly key: string | undefined
  /** The revision of an agent that runs and is not to be exchanged; it gets its settings alone. */
  readonly staysAt: string | undefined
}

const deadlineSeconds = 1800

/** In the environment, which only this account can read: an argument could be read by all, and a file would outlive us. */
const keyVariable = 'MIMAMORI_DEVICE_KEY'

/**
 * Installs the agent by the collection's playbook, which waits for a report of this very agent; for a plan, has it say what there
 * is to do (Ansible's check mode).
 */
export const installAgent = async (
  { candidate: { id }, settings, clock, isPlan, publishedAgent, text: { agent: text } }: EnrollDeps,
  { directory, inventory, key, staysAt }: InstallOptions
): Promise<StepEnd<void>> => {
  const file = (ending: string): string => join(directory, `${id}.${ending}`)
  const [events, variables, output, runs] = [file('events.jsonl'), file('json'), file('log'), file('runs')]
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const run = newRunId(clock)
  // Runs that failed: Ansible ends with us, so their claims must not keep anybody from the device.
  const closedRuns = existsSync(runs) ? readFileSync(runs, 'utf8').split('\n').filter((line) => line !== '') : []
  // A plan claims no device.
  if (!isPlan) appendFileSync(runs, `${run}\n`)
  writeFileSync(events, '')
  writeFileSync(
    variables,
    JSON.stringify({
      release_closed_runs: closedRuns, ...staysAt !== undefined && { agent_stays_at: staysAt },
      ...key !== undefined && { agent_key: `{{ lookup('ansible.builtin.env', '${keyVariable}') }}` }
    })
  )
  const log = openOutput(output)
  ftruncateSync(log)
  try {
    const exitCode = await runToFile({
      argv: [
        'env', ...endsWithUs, 'timeout', '--signal=TERM', '--kill-after=60', String(deadlineSeconds),
        'ansible-playbook', ...inventory.flatMap((source) => ['-i', source]), 'playbooks/agent.yml', '--limit', id,
        '--extra-vars', `@${variables}`, ...isPlan ? ['--check'] : []
      ],
      cwd: ansibleDirectory,
      env: {
        ANSIBLE_CALLBACKS_ENABLED: 'mimamori.fleet.report', ANSIBLE_NOCOLOR: '1', PYTHONUNBUFFERED: '1', LC_ALL: 'C.UTF-8',
        SHELL: '/bin/sh',
        // With a run and a file of its own the callback reports to nobody: this is no update.
        MIMAMORI_RUN_ID: run, MIMAMORI_RUN_ATTEMPT: '1', MIMAMORI_EVENTS_FILE: events,
        MIMAMORI_URL: settings.collectorUrl, MIMAMORI_UPDATE_TOKEN_FILE: settings.tokenFile,
        ...settings.caFile !== undefined && { MIMAMORI_CA_FILE: settings.caFile },
        ...key !== undefined && { [keyVariable]: key }
      },
      output: log,
      inherited: []
    })
    const item = readJsonLines(events).map(readHostItem).findLast((one) => one?.host === id && one.state === 'finished')
    const staying = staysAt === undefined ? undefined : { id, revision: staysAt, published: publishedAgent }
    if (exitCode !== 0 || item?.state !== 'finished' || (item.outcome !== 'updated' && item.outcome !== 'unchanged')) {
      const failed = text.failed(item?.state === 'finished' ? item.message ?? item.outcome : text.noResult(exitCode), output)
      throw new MissingError(staying ? text.failedSettings(failed, staying) : failed)
    }
    for (const done of isPlan ? [output] : [output, runs]) rmSync(done)
    const revision = item.toRevision ?? ''
    if (item.outcome === 'unchanged') return found(staying ? text.stays(staying) : revision)
    if (isPlan) return planned(staying ? text.plannedSettings(staying) : text.plannedChange)
    return done(staying ? text.doneSettings(staying) : text.done(revision))
  } finally {
    closeSync(log)
    for (const made of [events, variables]) rmSync(made, { force: true })
  }
}
