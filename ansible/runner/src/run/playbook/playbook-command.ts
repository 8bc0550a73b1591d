import type { Settings } from '../../settings/settings.ts'
import type { Plan } from '../../plan/plan.ts'
import type { StateDirectory } from '../../state/state-directory.ts'
import type { Command } from '../../platform/process/execute.ts'
import type { BatchFiles } from './batch-files.ts'

export interface PlaybookCommandOptions {
  readonly plan: Plan
  readonly settings: Pick<Settings, 'forks' | 'deadlineSeconds' | 'collectorUrl' | 'tokenFile' | 'caFile'>
  readonly state: Pick<StateDirectory, 'root'>
  readonly attempt: number
  readonly batch: BatchFiles
  /** The directory of ansible.cfg. */
  readonly ansibleDirectory: string
  /** The file that the callback writes the results into. */
  readonly eventsFile: string
  /** Instead of the run's. */
  readonly playbook?: string
}

/**
 * The environment that callback, role and inventory read. With a run and an events file the callback writes that and reports to
 * nobody; the address is for the inventory, the token also for the callback, which masks it.
 */
const playbookEnvironment = ({ plan, settings, state, attempt, eventsFile }: PlaybookCommandOptions): Record<string, string> => ({
  ANSIBLE_CALLBACKS_ENABLED: 'mimamori.fleet.report',
  MIMAMORI_RUN_ID: plan.run,
  MIMAMORI_RUN_ATTEMPT: String(attempt),
  MIMAMORI_EVENTS_FILE: eventsFile,
  // The role caches built releases there.
  MIMAMORI_UPDATE_DIR: state.root,
  MIMAMORI_URL: settings.collectorUrl,
  MIMAMORI_UPDATE_TOKEN_FILE: settings.tokenFile,
  ...settings.caFile !== undefined && { MIMAMORI_CA_FILE: settings.caFile }
})

/** One `ansible-playbook` over some hosts. timeout(1) ends it at the deadline, even if the runner has died. */
export const playbookCommand = (options: PlaybookCommandOptions): Command => {
  const { plan, settings, batch: { hosts, limitFile, variablesFile }, ansibleDirectory, playbook = plan.playbook } = options
  const forks = Math.min(hosts, settings.forks)
  // Each device has its full time, also if it waits for a fork.
  const deadlineSeconds = settings.deadlineSeconds * Math.ceil(hosts / forks)
  return {
    argv: [
      'timeout', '--signal=TERM', '--kill-after=60', String(deadlineSeconds),
      'ansible-playbook', '-i', plan.inventory, playbook, '--limit', `@${limitFile}`, '--extra-vars', `@${variablesFile}`,
      '--forks', String(forks), ...plan.check ? ['--check', '--diff'] : []
    ],
    cwd: ansibleDirectory,
    // ssh runs its ProxyCommand in the account's shell, which may be nologin here.
    env: { ...playbookEnvironment(options), ANSIBLE_NOCOLOR: '1', PYTHONUNBUFFERED: '1', LC_ALL: 'C.UTF-8', SHELL: '/bin/sh' }
  }
}

/** timeout(1)'s exit codes for a command that it had to end. */
export const timeoutExitCodes: readonly number[] = [124, 137]
