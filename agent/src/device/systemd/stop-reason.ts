import { existsSync } from 'node:fs'
import type { ShutdownReason } from '@mimamori/contract/headers'
import { runCommand, type Command } from '@mimamori/exporter'

/** Targets that systemd starts to go down (systemd.special(7)), and the shutdown reason of each. */
const goals: Readonly<Record<string, ShutdownReason>> = {
  'poweroff.target': 'poweroff',
  'halt.target': 'poweroff',
  'reboot.target': 'reboot',
  'kexec.target': 'reboot',
  'soft-reboot.target': 'reboot'
}

/** Reads `systemctl list-jobs --plain --no-legend`: number, unit, kind of job, its state. */
export const parseJobs = (stdout: string): ShutdownReason | undefined => {
  for (const line of stdout.split('\n')) {
    const [, unit, job] = line.trim().split(/\s+/)
    if (unit !== undefined && job === 'start' && goals[unit] !== undefined) return goals[unit]
  }
  return undefined
}

const listJobs: Command<ShutdownReason | undefined> = {
  name: 'stop reason',
  argv: ['systemctl', 'list-jobs', '--plain', '--no-legend', '--no-pager'],
  timeoutMs: 2000,
  parse: parseJobs
}

/** Why the agent is stopped: the device goes down, and how, or only the agent does. Never rejects, and takes 2 s at most. */
export const findStopReason = async (): Promise<ShutdownReason> => {
  if (!existsSync('/run/systemd/system')) return 'stopped'
  try {
    return await runCommand(listJobs) ?? 'stopped'
  } catch {
    return 'stopped'
  }
}
