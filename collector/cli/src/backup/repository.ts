import type { BackupSettings } from './settings.ts'
import { at, type ServerFiles } from './server-paths.ts'
import type { Repository } from './restic.ts'

/** The repository of the settings. */
export const repositoryOf = (
  server: ServerFiles, { repository, passwordFile, credentials }: Pick<BackupSettings, 'repository' | 'passwordFile' | 'credentials'>
): Repository =>
  ({ location: repository, secrets: { ...credentials, RESTIC_PASSWORD_FILE: at(server, passwordFile) } })
