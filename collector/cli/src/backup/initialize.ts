import { randomInt } from 'node:crypto'
import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { replaceFileSync } from '@mimamori/program/durable-file'
import { readTokenFile } from '@mimamori/program/token-file'
import type { Answer, Invocation } from '../command.ts'
import { CommandError, UsageError } from '../errors.ts'
import { hasRepository, restic } from './restic.ts'
import { isDirectory, parseRepository } from './repository-location.ts'
import { repositoryOf } from './repository.ts'
import { readBackupSettings } from './settings.ts'
import { at, passwordFile, serverOf, settingsFile, type ServerFiles } from './server-paths.ts'
import { recordState } from './state.ts'

/** Without those that are read for another on paper: 0 and o, 1, i and l. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** `k7qm-2x9d-…`: 24 letters, 118 bits. */
const generatePassword = (): string =>
  Array.from({ length: 6 }, () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')).join('-')

const settingsContent = (repository: string): string => `# Backups of this server: “mimamori backup” reads this file. The guide: backing-up-and-restoring.md
REPOSITORY=${repository}
PASSWORD_FILE=${passwordFile}
# How many backups stay: of the last days, weeks and months that have one.
KEEP_DAILY=7
KEEP_WEEKLY=5
KEEP_MONTHLY=12
# yes: log lines, too; they are copied on the server's disk first.
LOGS=no
`

/** A disk that is not mounted must not become a directory on the server's card. */
const requireMounted = (repository: string, text: Invocation['text']): void => {
  if (isDirectory(repository) && !existsSync(dirname(repository))) throw new CommandError(text.noDirectoryForBackups(dirname(repository)))
}

/** Whether the backups are on the disk that they are to survive. */
const isOnSameDisk = (server: ServerFiles, repository: string): boolean =>
  isDirectory(repository) && statSync(repository).dev === statSync(at(server, '/etc/mimamori')).dev

const write = (file: string, content: string): void => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o755 })
  replaceFileSync(file, content, { mode: 0o600 })
}

/** The settings as they are, else with the repository that was given. @throws {UsageError} if both name one, or none does */
const settle = (server: ServerFiles, { subject, text }: Invocation) => {
  const known = readBackupSettings(server, text)
  if (known !== undefined) {
    if (subject !== '' && subject !== known.repository) throw new UsageError(text.backupsSetUpAlready(settingsFile))
    return known
  }
  const repository = parseRepository(subject)
  if (repository === undefined) {
    throw new UsageError(subject === '' ? text.missing('REPOSITORY', text.expected.repository) : text.wrong('REPOSITORY', text.expected.repository, '…'))
  }
  return { repository, passwordFile, credentials: {} }
}

/** Sets backups up: the settings, a password that is printed once, and the repository if it is not there yet. */
export const initializeBackups = async (invocation: Invocation): Promise<Answer> => {
  const { text } = invocation
  const server = serverOf(invocation)
  const settings = settle(server, invocation)
  const { repository } = settings
  requireMounted(repository, text)
  const file = at(server, settings.passwordFile)
  const stored = readTokenFile(file)
  const password = stored ?? generatePassword()
  if (stored === undefined) write(file, `${password}\n`)
  const context = { server, repository: repositoryOf(server, settings), text }
  const isThere = await hasRepository(context)
  if (!isThere) await restic(context, 'init')
  if (!existsSync(at(server, settingsFile))) write(at(server, settingsFile), settingsContent(repository))
  recordState(server, { configuredAt: new Date().toISOString() })
  return {
    json: { repository, isNew: !isThere, passwordFile: settings.passwordFile },
    lines: [
      isThere ? text.repositoryFound(repository) : text.repositoryMade(repository),
      ...stored === undefined ? ['', text.backupPassword, '', `  ${password}`, ''] : [],
      ...isOnSameDisk(server, repository) ? [text.sameDisk] : [],
      text.backupNext
    ]
  }
}
