import type { Answer, Command, Invocation, Options } from '../command.ts'

const source: Options = { from: 'repository', 'password-file': 'backupPasswordFile' }

/** Loads a command's work when it runs: other commands need not wait for that. */
const lazily = (load: () => Promise<(invocation: Invocation) => Promise<Answer>>): Command['run'] => async (invocation) => {
  const [{ explainErrors }, work] = await Promise.all([import('../backup/explain-errors.ts'), load()])
  return explainErrors(invocation, work)
}

export const backupCommands: readonly Command[] = [
  { words: 'backup', run: lazily(async () => (await import('../backup/make-backup.ts')).makeBackup) },
  {
    words: 'backup init',
    optionalPositionals: { REPOSITORY: 'repository' },
    run: lazily(async () => (await import('../backup/initialize.ts')).initializeBackups)
  },
  { words: 'backup contents', run: lazily(async () => (await import('../backup/list-contents.ts')).listContents) },
  { words: 'backup prove', run: lazily(async () => (await import('../backup/prove.ts')).proveBackup) },
  { words: 'backup before-upgrade', run: lazily(async () => (await import('../backup/before-upgrade.ts')).copyBeforeUpgrade) },
  {
    words: 'restore',
    optionalPositionals: { BACKUP: 'backupId' },
    options: { ...source, into: 'restoreDirectory', replace: 'flag', yes: 'flag' },
    isDestructive: true,
    run: lazily(async () => (await import('../backup/restore.ts')).restore)
  },
  { words: 'restore list', options: source, run: lazily(async () => (await import('../backup/list-backups.ts')).listBackups) },
  {
    words: 'restore before-upgrade',
    options: { yes: 'flag' },
    isDestructive: true,
    run: lazily(async () => (await import('../backup/before-upgrade.ts')).restoreBeforeUpgrade)
  }
]
