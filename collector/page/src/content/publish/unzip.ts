import type { Entry, FileEntry } from '@zip.js/zip.js'
import { isSystemFile, pathMistake } from '@mimamori/contract/content-path'
import { formatBytes } from '@mimamori/contract/quantity'
import { contentMessages } from '../messages.ts'
import { requireBounds } from './hash-files.ts'
import { FileProblem, type PickedFile } from './picked-file.ts'

const { problems } = contentMessages

/** The type of a file in Unix's mode, which the upper half of the attributes holds: a link (inode(7)). */
const isLink = ({ externalFileAttributes = 0 }: Entry): boolean => (externalFileAttributes >>> 16 & 0o170000) === 0o120000

const isFile = (entry: Entry): entry is FileEntry => !entry.directory

/** Some programs write Windows' separator. */
const pathOf = ({ filename }: Entry): string => filename.replaceAll('\\', '/')

/** Names that are not marked as UTF-8 mostly are; if not, Windows in Japan has written them. */
const decodeName = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('shift_jis').decode(bytes)
  }
}

/** Deflate packs zeros 1032 to 1 (https://zlib.net/zlib_tech.html); pictures, videos and text are far below a tenth of it. */
const mostRatio = 100
/** Files of this size together do no harm, however well they are packed. */
const harmlessBytes = 64 * 1024 ** 2

/** @throws {FileProblem} before anything is unpacked */
const requireFiles = (file: File, entries: readonly FileEntry[]): void => {
  requireBounds(entries.map(({ uncompressedSize }) => uncompressedSize))
  const bytes = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0)
  if (bytes > Math.max(harmlessBytes, file.size * mostRatio)) {
    throw new FileProblem(problems.ratio(file.name, formatBytes(file.size), formatBytes(bytes)))
  }
  for (const entry of entries) {
    const mistake = pathMistake(pathOf(entry))
    if (mistake !== undefined) throw new FileProblem(problems.name(pathOf(entry), mistake))
    if (isLink(entry)) throw new FileProblem(problems.link(pathOf(entry)))
    if (entry.encrypted) throw new FileProblem(problems.encrypted(pathOf(entry)))
  }
}

/** Unpacks no more than the archive says that there is: a bomb says less. @throws {FileProblem} */
const unpack = async (entry: FileEntry): Promise<Blob> => {
  const parts: Blob[] = []
  let bytes = 0
  const sink = new WritableStream<Uint8Array<ArrayBuffer>>({
    write (chunk) {
      bytes += chunk.length
      if (bytes > entry.uncompressedSize) throw new FileProblem(problems.bomb(pathOf(entry)))
      // The browser keeps large blobs on its disk.
      parts.push(new Blob([chunk]))
    }
  })
  await entry.getData(sink, { checkSignature: true })
  return new Blob(parts)
}

/** The one folder that many programs put around everything; empty if there is none. */
const commonFolder = (paths: readonly string[]): string => {
  const folder = `${paths[0]?.split('/')[0] ?? ''}/`
  return paths.every((path) => path.startsWith(folder)) ? folder : ''
}

/** The files of a zip file. The reader of zip files is loaded only here. @throws {FileProblem} */
export const unzip = async (file: File): Promise<readonly PickedFile[]> => {
  const { BlobReader, configure, ZipReader } = await import('@zip.js/zip.js/lib/zip-core-native.js')
  // The page's policy lets no script run that was made on the page, as the workers of this library are.
  configure({ useWebWorkers: false })
  const reader = new ZipReader(new BlobReader(file))
  try {
    const entries = (await reader.getEntries({ decodeText: decodeName, filenameValidation: 'tolerant' }))
      // macOS puts its own files next to the folder, which would no longer be the only one.
      .filter((entry) => isFile(entry) && !isSystemFile(pathOf(entry)))
      .filter(isFile)
    requireFiles(file, entries)
    const folder = commonFolder(entries.map(pathOf))
    const files: PickedFile[] = []
    for (const entry of entries) files.push({ path: pathOf(entry).slice(folder.length), blob: await unpack(entry) })
    return files
  } catch (error) {
    throw error instanceof FileProblem ? error : new FileProblem(problems.noZip(file.name), { cause: error })
  } finally {
    await reader.close()
  }
}
