import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Answer, Invocation } from '../command.ts'
import { CommandError } from '../errors.ts'
import { loadExactTime } from '../local-time.ts'
import { comparisonLines, damageOf } from './compare.ts'
import { alone } from './lock.ts'
import { repositoryOf } from './repository.ts'
import { restic } from './restic.ts'
import { restoreSnapshot } from './restore-snapshot.ts'
import { at, serverOf, workDirectory } from './server-paths.ts'
import { requireBackupSettings } from './settings.ts'
import { listSnapshots } from './snapshots.ts'
import { recordState } from './state.ts'

/**
 * Large files whose hashes restic has checked in the repository: a server that is more than half full of them could not restore them
 * beside themselves.
 */
const largeFiles = (dataDirectory: string): readonly string[] => [join(dataDirectory, 'content/files'), '/srv/mimamori']

/**
 * Proves that the newest backup can be restored: reads the whole repository, restores the backup into a directory of its own, has SQLite
 * check the databases, compares them with what the backup says of itself, and removes them.
 */
export const proveBackup = async (invocation: Invocation): Promise<Answer> => {
  const { showProgress, text } = invocation
  const server = serverOf(invocation)
  const context = { server, repository: repositoryOf(server, requireBackupSettings(server, text)), text }
  const directory = at(server, join(workDirectory, 'proof'))
  return alone(context, async () => {
    try {
      showProgress(text.readingRepository)
      const [newest] = await listSnapshots(context)
      if (newest === undefined) throw new CommandError(text.noBackups)
      await restic(context, 'check', '--read-data')
      rmSync(directory, { recursive: true, force: true })
      mkdirSync(directory, { recursive: true, mode: 0o700 })
      const time = (await loadExactTime(invocation))(newest.time)
      showProgress(text.restoring(time))
      const { manifest, compared } = await restoreSnapshot(context, { id: newest.id, directory, without: largeFiles(server.dataDirectory) })
      const damage = manifest.databases.flatMap(({ name }) => damageOf(join(directory, manifest.dataDirectory, name)))
      const isProven = damage.length === 0 && compared.every(({ isEqual }) => isEqual)
      if (isProven) recordState(server, { lastProvenAt: new Date().toISOString() })
      return {
        json: { id: newest.id, takenAt: newest.time, compared, damage },
        lines: [...comparisonLines(compared, text), ...damage, '', ...isProven ? [text.backupProven(time)] : []],
        failure: !isProven && text.backupDiffers
      }
    } finally {
      showProgress()
      rmSync(directory, { recursive: true, force: true })
    }
  })
}
