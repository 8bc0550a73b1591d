import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Answer, Invocation } from '../command.ts'
import { CommandError, UsageError } from '../errors.ts'
import { loadExactTime } from '../local-time.ts'
import { requireYes } from '../require-yes.ts'
import { comparisonLines, contentRow, missingContentLines, type Compared } from './compare.ts'
import { compareRestoredContent, type ComparedContent } from './content-files.ts'
import { alone, isCollectorRunning } from './lock.ts'
import { markRestored } from './mark-restored.ts'
import { openRepository } from './open-repository.ts'
import { contentsOf } from './backup-contents.ts'
import { occupiedOf, putInPlace, suffixNow } from './put-in-place.ts'
import type { ResticContext } from './restic.ts'
import { restoreSnapshot } from './restore-snapshot.ts'
import { at, workDirectory } from './server-paths.ts'
import { listSnapshots, type Snapshot } from './snapshots.ts'
import { requireSpace } from './stage.ts'

/** The backup that was asked for, by the beginning of its ID; else the newest. */
const chooseSnapshot = async (context: ResticContext, wanted: string): Promise<Snapshot> => {
  const found = await listSnapshots(context)
  const chosen = wanted === '' ? found[0] : found.find(({ id }) => id.startsWith(wanted))
  if (chosen !== undefined) return chosen
  throw new CommandError(wanted === '' ? context.text.noBackups : context.text.noSuchBackup(wanted))
}

/** @throws {CommandError} if a collector runs on the server, or it has something at one of these paths that is not to be replaced */
const requireEmpty = ({ server, text }: ResticContext, paths: readonly string[], isReplacing: boolean): readonly string[] => {
  if (isCollectorRunning(server)) throw new CommandError(text.collectorRuns)
  const occupied = occupiedOf(server, paths)
  if (occupied.length > 0 && !isReplacing) throw new CommandError(text.serverNotEmpty(occupied.join(', ')))
  return occupied
}

const areEqual = (compared: readonly Compared[]): boolean => compared.every(({ isEqual }) => isEqual)

type Restoring = ResticContext & Pick<Invocation, 'showProgress'>

/** Restores a backup below a directory, and compares databases and content. */
const restoreBelow = async (
  context: Restoring, { id, directory }: { readonly id: string, readonly directory: string }
) => {
  const restored = await restoreSnapshot(context, { id, directory })
  const data = join(directory, restored.manifest.dataDirectory)
  context.showProgress(context.text.checkingContent)
  // A damaged database has no files to compare.
  const content = areEqual(restored.compared) ? await compareRestoredContent(data) : { expected: 0, missing: [] }
  markRestored(data, restored.manifest)
  return { ...restored, content }
}

const answer = (
  { compared, content, lines, text }: {
    readonly compared: readonly Compared[]
    readonly content: ComparedContent
    readonly lines: readonly string[]
    readonly text: Invocation['text']
  }
): Answer => ({
  json: { compared, content },
  lines: [...comparisonLines([...compared, contentRow(content)], text), ...missingContentLines(content, text), '', ...lines],
  failure: areEqual(compared) ? content.missing.length > 0 && text.contentIncomplete : text.backupDiffers
})

/** Into a directory, which is then as the root of a server. */
const restoreInto = async (context: Restoring, { id, summary }: Snapshot, into: string): Promise<Answer> => {
  const { text } = context
  const directory = resolve(into)
  if (existsSync(directory) && readdirSync(directory).length > 0) throw new UsageError(text.directoryNotEmpty(directory))
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  requireSpace(directory, summary.total_bytes_processed, text)
  const { compared, content } = await restoreBelow(context, { id, directory })
  return answer({ compared, content, lines: [text.restoredInto(directory), text.redoLaterChanges], text })
}

/** Onto the server, once the whole backup is on its disk and has been compared: until then nothing of the server changes. */
const restoreServer = async (context: Restoring, { id, summary }: Snapshot, isReplacing: boolean): Promise<Answer> => {
  const { server, text } = context
  const directory = at(server, join(workDirectory, 'restored'))
  rmSync(directory, { recursive: true, force: true })
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  try {
    requireSpace(directory, summary.total_bytes_processed, text)
    const { manifest: { paths }, compared, content } = await restoreBelow(context, { id, directory })
    if (!areEqual(compared)) return answer({ compared, content, lines: [text.nothingReplaced], text })
    const suffix = suffixNow()
    const replaced = requireEmpty(context, paths, isReplacing)
    await putInPlace(server, { directory, paths, suffix })
    return answer({
      compared, content, text,
      lines: [...replaced.length > 0 ? [text.movedAside(replaced.map((path) => `${path}${suffix}`).join(', '))] : [], text.redoLaterChanges, text.restoredServer]
    })
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** Brings a backup back, the newest unless another is named: onto this server, or into an empty directory. */
export const restore = async (invocation: Invocation): Promise<Answer> => {
  const { isOn, showProgress, subject, text, value } = invocation
  const context = { ...await openRepository(invocation), showProgress }
  const into = value('into')
  const usualPaths = contentsOf(context.server, { hasLogs: true }).files.map(({ path }) => path)
  if (into === undefined) requireEmpty(context, usualPaths, isOn('replace'))
  const snapshot = await chooseSnapshot(context, subject)
  const time = (await loadExactTime(invocation))(snapshot.time)
  if (into === undefined) await requireYes(invocation, text.askRestore(time, snapshot.hostname))
  try {
    showProgress(text.restoring(time))
    return await (into === undefined
      ? alone(context, () => restoreServer(context, snapshot, isOn('replace')))
      : restoreInto(context, snapshot, into))
  } finally {
    showProgress()
  }
}
