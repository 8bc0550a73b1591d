import { UsageError } from '../errors.ts'
import type { Invocation } from '../command.ts'
import { readSecret } from '../read-file.ts'
import { parseRepository } from './repository-location.ts'
import { repositoryOf } from './repository.ts'
import type { ResticContext } from './restic.ts'
import { requireBackupSettings } from './settings.ts'
import { serverOf } from './server-paths.ts'

/**
 * The repository of `--from`, whose password a file or the terminal gives, as on a new server; without it, that of the settings.
 * @throws {UsageError} if there is neither
 */
export const openRepository = async (invocation: Invocation): Promise<ResticContext> => {
  const { askSecret, text, value } = invocation
  const server = serverOf(invocation)
  const given = value('from')
  if (given === undefined) return { server, text, repository: repositoryOf(server, requireBackupSettings(server, text)) }
  const location = parseRepository(given)
  if (location === undefined) throw new UsageError(text.wrong('--from', text.expected.repository, '…'))
  const password = readSecret(value('password-file'), text) ?? await askSecret?.(text.askBackupPassword)
  if (password === undefined) throw new UsageError(text.missing('--password-file', text.expected.backupPasswordFile))
  // Only this user and root can read the environment of a process.
  return { server, text, repository: { location, secrets: { RESTIC_PASSWORD: password } } }
}
