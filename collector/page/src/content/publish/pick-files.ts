import { isSystemFile } from '@mimamori/contract/content-path'
import { contentMessages } from '../messages.ts'
import { FileProblem, type Pick, type PickedFile } from './picked-file.ts'
import { unzip } from './unzip.ts'

const { problems } = contentMessages

/** A browser gives the entries of a folder in portions, and an empty one at the end. */
const entriesOf = async (folder: FileSystemDirectoryEntry, path: string): Promise<readonly FileSystemEntry[]> => {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => { reader.readEntries(resolve, reject) })
      .catch((error: unknown) => { throw new FileProblem(problems.unreadable(path), { cause: error }) })
    if (some.length === 0) return all
    all.push(...some)
  }
}

const filesBelow = async (entry: FileSystemEntry, path: string): Promise<PickedFile[]> => {
  if (entry.isDirectory) {
    const files: PickedFile[] = []
    for (const each of await entriesOf(entry as FileSystemDirectoryEntry, path || entry.name)) {
      files.push(...await filesBelow(each, path === '' ? each.name : `${path}/${each.name}`))
    }
    return files
  }
  const blob = await new Promise<File>((resolve, reject) => { (entry as FileSystemFileEntry).file(resolve, reject) })
    .catch((error: unknown) => { throw new FileProblem(problems.unreadable(path), { cause: error }) })
  return [{ path, blob }]
}

const withoutSystemFiles = (pick: Pick): Pick => ({
  ...pick,
  files: pick.files
    .map(({ path, blob }) => ({ path: path.normalize('NFC'), blob }))
    .filter(({ path }) => !isSystemFile(path))
    .sort((one, other) => one.path < other.path ? -1 : 1)
})

/** The files of a zip file. @throws {FileProblem} */
export const pickZip = async (file: File): Promise<Pick> => withoutSystemFiles({ from: file.name, files: await unzip(file) })

/** The files of a folder that was chosen. The browser names each with the folder before it. */
export const pickFolder = (list: readonly File[]): Pick => withoutSystemFiles({
  from: list[0]?.webkitRelativePath.split('/')[0] ?? '',
  files: list.map((file) => ({ path: file.webkitRelativePath.split('/').slice(1).join('/'), blob: file }))
})

/** Gives the files of the one folder or zip file that was dropped. Called while the event is handled: the browser forgets it after. */
export const pickDropped = async ({ items }: DataTransfer): Promise<Pick> => {
  const dropped = [...items].filter(({ kind }) => kind === 'file').map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }))
  const [first, ...others] = dropped
  if (!first?.entry || others.length > 0) throw new FileProblem(problems.oneThing)
  if (first.entry.isDirectory) return withoutSystemFiles({ from: first.entry.name, files: await filesBelow(first.entry, '') })
  if (first.file === null) throw new FileProblem(problems.oneThing)
  return pickZip(first.file)
}
