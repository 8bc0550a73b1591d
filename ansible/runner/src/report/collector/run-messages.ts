import { relative } from 'node:path'
import type { UpdateEnd, UpdateStart } from '@mimamori/contract'
import { defined } from '../../platform/defined.ts'
import { ansibleDirectory } from '../../platform/paths.ts'
import type { Plan } from '../../plan/plan.ts'
import type { RunResult } from '../../state/run-result.ts'

/** The collection's own playbooks are known by their short names. */
const playbookName = (playbook: string): string => {
  const short = relative(ansibleDirectory, playbook)
  return (short.startsWith('..') ? playbook : short).slice(-200)
}

/** Always the same for a run: a different start would be a conflict. */
export const startMessage = ({ run, startedAt, action, playbook, release, revision, by, hosts }: Plan): UpdateStart => ({
  run, origin: 'runner', startedAt, ...action && { action }, playbook: playbookName(playbook), ...defined({ release, revision }),
  by, hosts: hosts.map(({ host }) => host)
})

/** The contract's bound. */
const maxMessageLength = 500

export const endMessage = ({ endedAt, outcome, message }: Pick<RunResult, 'endedAt' | 'outcome' | 'message'>): UpdateEnd =>
  ({ endedAt, outcome, ...message !== undefined && { message: message.slice(0, maxMessageLength) } })
