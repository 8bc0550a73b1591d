import { join } from 'node:path'
import { formatBytes } from '@mimamori/contract/quantity'
import type { Answer, Invocation } from '../command.ts'
import { table } from '../table.ts'
import { measurePath } from './measure-path.ts'
import { contentsOf, type Part } from './backup-contents.ts'
import { readBackupSettings } from './settings.ts'
import { at, serverOf } from './server-paths.ts'

/** Lists the parts of this server that a backup has, and those that it has not, with their sizes, whether backups are set up or not. */
export const listContents = async (invocation: Invocation): Promise<Answer> => {
  const { text } = invocation
  const server = serverOf(invocation)
  const { databases, files, leftOut } = contentsOf(server, readBackupSettings(server, text) ?? { hasLogs: false })
  const measure = async (part: Part) => ({
    path: part.path, about: text.partMessages[part.about],
    bytes: (await measurePath(at(server, part.path), part.without)).bytes,
    without: (part.without ?? []).map((pattern) => join(part.path, pattern))
  })
  const [included, excluded] = [await Promise.all([...databases, ...files].map(measure)), await Promise.all(leftOut.map(measure))]
  const rows = (parts: typeof included): Promise<string[]> =>
    table(parts, text, { size: ({ bytes }) => formatBytes(bytes), path: 'path', about: 'about' })
  return {
    json: { included, excluded },
    lines: async () => [text.inBackup, ...await rows(included), '', text.notInBackup, ...await rows(excluded)]
  }
}
