import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { canStartJournal, type PrivateJournal } from '../bench/private-journal.ts'

/** At a desk without one the tests are skipped, visibly; in CI they fail. */
export const hasJournal = process.env['CI'] !== undefined || canStartJournal

/** journalctl of that journal, to be found by PATH until the test ends. */
export const readJournalOf = (journal: PrivateJournal): void => {
  const [program, ...args] = journal.inside('/usr/bin/journalctl')
  const directory = temporaryDirectory()
  writeFileSync(join(directory, 'journalctl'), `#!/bin/sh\nexec ${program} ${args.join(' ')} "$@"\n`, { mode: 0o755 })
  vi.stubEnv('PATH', `${directory}:${process.env['PATH']}`)
  onTestFinished(() => { vi.unstubAllEnvs() })
}

/** Runs a command that sees that journal, and waits for its end. */
export const runInside = (journal: PrivateJournal, argv: readonly string[], input = ''): void => {
  const [program, ...args] = journal.inside(...argv)
  execFileSync(program, args, { input, stdio: ['pipe', 'ignore', 'ignore'] })
}
