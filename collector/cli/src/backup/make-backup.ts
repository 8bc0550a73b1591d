import { hostname } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { formatShortDuration } from '@mimamori/contract/format-time'
import { formatBytes } from '@mimamori/contract/quantity'
import type { Answer, Invocation } from '../command.ts'
import { alone } from './lock.ts'
import { contentsOf, type Part } from './backup-contents.ts'
import { repositoryOf } from './repository.ts'
import { restic, ResticError, type ResticContext } from './restic.ts'
import { at, serverOf, stagingDirectory, type ServerFiles } from './server-paths.ts'
import { requireBackupSettings, type BackupSettings } from './settings.ts'
import { tag } from './snapshots.ts'
import { removeStaged, stage } from './stage.ts'
import { recordState } from './state.ts'

const summary = z.object({
  message_type: z.literal('summary'), snapshot_id: z.string(), total_bytes_processed: z.number(), data_added_packed: z.number()
})

/** restic takes paths from the server's root on, so that a backup has no other root in it. */
const relative = (path: string): string => path.replace(/^\//, '')

const exclusionsOf = (server: ServerFiles, { path, without = [] }: Part): readonly string[] =>
  without.flatMap((pattern) => ['--exclude', join(at(server, path), pattern)])

/** A server's backups are counted on their own, also where another's are in the same repository. */
const ofThisServer = (): readonly string[] => ['--tag', tag, '--host', hostname(), '--group-by', 'host,tags']

const send = async (context: ResticContext, files: readonly Part[]): Promise<z.infer<typeof summary>> => {
  const messages = await restic(
    context, 'backup', ...ofThisServer(), ...files.flatMap((part) => exclusionsOf(context.server, part)),
    '--', relative(stagingDirectory), ...files.map(({ path }) => relative(path))
  )
  return summary.parse(messages.find((message) => message['message_type'] === 'summary'))
}

/** Removes backups that are older than what is to be kept, but never the newest. */
const removeOld = (context: ResticContext, { keepDaily, keepWeekly, keepMonthly }: BackupSettings): Promise<unknown> => restic(
  context, 'forget', '--prune', ...ofThisServer(), '--keep-last', '1',
  '--keep-daily', String(keepDaily), '--keep-weekly', String(keepWeekly), '--keep-monthly', String(keepMonthly)
)

/** Copies the databases while the collector runs, gives everything to restic, and removes backups that are not to be kept. */
export const makeBackup = async (invocation: Invocation): Promise<Answer> => {
  const { language, showProgress, text } = invocation
  const server = serverOf(invocation)
  const settings = requireBackupSettings(server, text)
  const context = { server, repository: repositoryOf(server, settings), text }
  return alone(context, async () => {
    const startedMs = Date.now()
    try {
      const parts = contentsOf(server, settings)
      showProgress(text.copyingDatabases)
      const { takenAt } = await stage(server, parts, text)
      showProgress(text.writingBackup(settings.repository))
      const { snapshot_id: id, total_bytes_processed: bytes, data_added_packed: bytesWritten } = await send(context, parts.files)
      const durationSeconds = (Date.now() - startedMs) / 1000
      recordState(server, { lastFailure: undefined, lastBackup: { endedAt: new Date().toISOString(), durationSeconds, bytes } })
      showProgress(text.removingBackups)
      await removeOld(context, settings)
      return {
        json: { id, takenAt, bytes, bytesWritten, durationSeconds },
        lines: text.backupMade({
          id: id.slice(0, 8), bytes: formatBytes(bytes), written: formatBytes(bytesWritten),
          duration: formatShortDuration(durationSeconds * 1000, language)
        })
      }
    } catch (error) {
      const reason = error instanceof ResticError ? error.reason : 'other'
      recordState(server, { lastFailure: { endedAt: new Date().toISOString(), reason } })
      throw error
    } finally {
      showProgress()
      removeStaged(server)
    }
  })
}
