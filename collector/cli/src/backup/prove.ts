import { chmodSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Answer, Invocation } from '../command.ts'
import { CommandError } from '../errors.ts'
import { loadExactTime } from '../local-time.ts'
import { askRestoredCollector } from './ask-restored-collector.ts'
import { comparisonLines, contentRow, damageOf, missingContentLines, type Compared } from './compare.ts'
import { compareListedContent } from './content-files.ts'
import { alone } from './lock.ts'
import { repositoryOf } from './repository.ts'
import { restic } from './restic.ts'
import { withRestoredCollector } from './restored-collector.ts'
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

const areEqual = (compared: readonly Compared[]): boolean => compared.every(({ isEqual }) => isEqual)

/**
 * Proves that the newest backup can be restored: reads the whole repository, restores the backup into a directory of its own, has SQLite
 * check the databases, compares them with what the backup says of itself, starts a collector on them and asks it, and removes them.
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
      const data = join(directory, manifest.dataDirectory)
      const damage = manifest.databases.flatMap(({ name }) => damageOf(join(data, name)))
      const isSame = damage.length === 0 && areEqual(compared)
      const content = isSame
        ? await compareListedContent(context, { id: newest.id, dataDirectory: manifest.dataDirectory, restored: data })
        : { expected: 0, missing: [] }
      // The collector's account passes through to its data; what else was restored has the rights that it has on the server.
      chmodSync(directory, 0o711)
      showProgress(text.startingRestoredCollector)
      const shown = isSame ? await withRestoredCollector(data, invocation, (client) => askRestoredCollector(client, manifest)) : []
      const isWhole = content.missing.length === 0
      const isProven = isSame && isWhole && areEqual(shown)
      if (isProven) recordState(server, { lastProvenAt: new Date().toISOString() })
      return {
        json: { id: newest.id, takenAt: newest.time, compared, damage, content, shown },
        lines: [
          ...comparisonLines([...compared, contentRow(content)], text), ...missingContentLines(content, text), ...damage, '',
          ...isSame ? [text.restoredCollectorShows, ...comparisonLines(shown, text, text.answerHeadings), ''] : [],
          ...isProven ? [text.backupProven(time)] : []
        ],
        failure: !isProven && (isSame && !isWhole ? text.contentIncomplete : text.backupDiffers)
      }
    } finally {
      showProgress()
      rmSync(directory, { recursive: true, force: true })
    }
  })
}
