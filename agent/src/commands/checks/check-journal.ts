import { spawnSync } from 'node:child_process'
import { noJournalctl } from '../../sources/journal/journalctl.ts'
import type { SourceStats } from '../../sources/source.ts'
import type { Text } from '../../text/index.ts'
import { fine, note, wrong, type Finding } from './finding.ts'

interface JournalFacts {
  /** LOG_JOURNAL */
  readonly isFollowed: boolean
  /** The running agent's state of the journal: its user must be able to read it, not the user who runs the check. */
  readonly ofAgent: SourceStats | undefined
}

const timeoutMs = 10_000

/** Why journalctl shows nothing; undefined if it shows something. */
const obstacle = (): string | undefined => {
  const { error, status, stderr } = spawnSync('journalctl', ['--lines=1', '--quiet', '--no-pager'], {
    encoding: 'utf8',
    timeout: timeoutMs,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, LC_ALL: 'C' }
  })
  if (error !== undefined) return (error as NodeJS.ErrnoException).code === 'ENOENT' ? noJournalctl : error.message
  return status === 0 ? undefined : stderr.trim().split('\n').at(-1) || `exit code ${status}`
}

/** Whether the journal of this device can be read and sent. */
export const checkJournal = ({ isFollowed, ofAgent }: JournalFacts, { check: { journal: text } }: Text): Finding => {
  if (!isFollowed) return fine(text.notFollowed)
  const problem = ofAgent === undefined ? obstacle() : ofAgent.problem
  if (problem === undefined) return fine(ofAgent === undefined ? text.fine : text.followed)
  return problem === noJournalctl ? note(text.none()) : wrong(text.unreadable(problem))
}
