import { lstatSync } from 'node:fs'
import type { Encoding } from '../../config/encodings.ts'
import { formatPosition, isWhole, parsePosition, type FileIdentity } from './file-position.ts'
import { identify, isSame } from './moved-file.ts'
import { openFile, type OpenFile } from './open-file.ts'
import { createRotatedFiles, type IsOthers } from './rotated-files.ts'
import type { SeenFiles } from './seen-files.ts'

interface FollowedFileOptions {
  readonly path: string
  readonly encoding?: Encoding | undefined
  /** From an earlier run. */
  readonly position: string | undefined
  /** When that run stood there, by the device's clock; undefined if it is not known. */
  readonly positionMs: number | undefined
  /** It may have existed before any agent, and grown without end: only its end is read. */
  readonly isOld: boolean
  /** Takes a line, or what was read of one that has no end. */
  readonly onLine: (line: Buffer, where: LinePlace) => void
  /** Takes how many lines were lost before they could be read. */
  readonly onLost: (lines: number) => void
  /** Whether another line would be taken now; asked only of a backlog. */
  readonly hasRoom: () => boolean
  /** Whether this line of a backlog, and what follows it, is to be read later. */
  readonly isTooEarly: (line: Buffer) => boolean
  /** Nothing of it was read yet, and reading begins here. */
  readonly onBegin: (position: string) => void
  /** Whether the file of this path is read under another name; if it was, its position there. */
  readonly elsewhere: { readonly isRead: () => boolean, readonly leftAt: () => string | undefined }
  readonly isOthers: IsOthers
  /** Files that existed before the agent listed them or have been read since; one that was set aside and is new is still to be read. */
  readonly seen: Pick<SeenFiles, 'add' | 'isNew'>
}

/** The origin of a line. */
export interface LinePlace {
  /** The position after it. */
  readonly position: string
  /** When it was written at the latest, in Unix milliseconds. */
  readonly writtenMs: number
  /** It was there before the file was read: it may have been written long before the end of the file. */
  readonly isBacklog: boolean
  /** Its end was left out. */
  readonly isCut: boolean
}

/** How much is read in a poll, so that a large file is read in the midst of other work. */
const bytesOfPoll = 256 * 1024
/** How much is read of an unknown file. */
const firstBytes = 1024 * 1024
/**
 * The bytes of a backlog that get one time; those before them get an earlier one, since a store has room for a few thousand lines in a
 * millisecond, and keeps their order there.
 */
const bytesOfMs = 64 * 1024
/** A renamed file is left once its writer has been quiet for this many ticks: it goes on there until it opens the new one. */
const quietTicks = 5
/** Files that may wait to be read, and bytes of removed ones, which take space on the disk until they are closed. */
const mostFiles = 100
const mostRemovedBytes = 32 * 1024 * 1024

/** Reads a log file by its path, through rotation by renaming and by copying and truncating. */
export const createFollowedFile = (options: FollowedFileOptions) => {
  const { path, encoding, position, positionMs = Infinity, isOld, onLine, onLost, hasRoom, isTooEarly, onBegin, elsewhere, seen } = options
  const rotated = createRotatedFiles(path, options.isOthers)
  /** The files to read, one after the other; the last is the one of the path, or was. */
  let files: OpenFile[] = []
  /** Files that already had another name when they were opened: nobody writes them any more. */
  const setAside = new WeakSet<OpenFile>()
  let known = position === undefined ? undefined : parsePosition(position)
  let knownMs = positionMs
  /** Whether the known file was read to its end and no longer has the path: the file with the path is another one, whatever its number. */
  let wasLeft = false
  let isFirst = true
  /** The position at which the one before was left, or stood when it was truncated. */
  let previous: string | undefined
  let quiet = 0
  /** Whether the lines were there before they could be read: they can wait, and must not be lost for coming all at once. */
  let isBacklog = true

  const queue = (older: readonly OpenFile[], file: OpenFile): void => {
    for (const each of older) setAside.add(each)
    files.push(...older, file)
    for (const each of [...older, file]) seen.add(each)
  }
  const open = (): void => {
    const file = openFile(path, encoding)
    let older: OpenFile[] = []
    let isFound = false
    if (known !== undefined) {
      isFound = !wasLeft && isSame(file, known) && file.resume(known)
      if (!isFound) older = rotated.after(known, file)
      // A file with another number may still be the one that was read: log2ram copies /var/log at each start of the device.
      if (older.length === 0 && !wasLeft && isWhole(known.fingerprint)) isFound = file.resume(known)
    }
    if (older.length === 0 && !isFound) older = rotated.since(known === undefined ? Infinity : knownMs, file, seen.isNew)
    const left = isFound || older.length > 0 ? undefined : elsewhere.leftAt()
    if (left !== undefined) file.resume(parsePosition(left)!)
    else if (known === undefined && isFirst && isOld) file.skipToLast(firstBytes)
    queue(older, file)
    known = undefined
    wasLeft = false
    isBacklog = true
    onBegin(files[0]!.position())
  }
  /** Opens the file that has got the path since, and those that had it in between, before they are removed or compressed. */
  const openNewer = (): void => {
    const last = files.at(-1)!
    const now = identify(path)
    if (now === undefined || isSame(now, last) || elsewhere.isRead()) return
    const file = openFile(path, encoding)
    const left = elsewhere.leftAt()
    if (left !== undefined) file.resume(parsePosition(left)!)
    queue(rotated.between(last, file), file)
  }
  /** The place of the line just read, in a file with this `stat`. */
  const placeIn = (file: OpenFile, { size, mtimeMs }: ReturnType<OpenFile['stat']>, isCut = false): LinePlace => ({
    position: file.position(),
    writtenMs: isBacklog ? mtimeMs - Math.floor(Math.max(0, size - file.offset) / bytesOfMs) : mtimeMs,
    isBacklog,
    isCut
  })
  /** Gives whether more may be there. */
  const read = (file: OpenFile): boolean => {
    const [stat, before] = [file.stat(), file.offset]
    const mayGoOn = (): boolean => !isBacklog || hasRoom()
    const next = isBacklog ? file.peek() : undefined
    if (next !== undefined && isTooEarly(next)) return true
    const hasMore = !mayGoOn() || file.readLines(bytesOfPoll, (line, isCut) => {
      onLine(line, placeIn(file, stat, isCut))
      return mayGoOn()
    })
    if (file.offset > before) quiet = 0
    return hasMore
  }
  const close = (file: OpenFile): void => {
    previous = file.position()
    file.close()
    files.shift()
    quiet = 0
    isBacklog = true
  }
  const leave = (file: OpenFile): void => {
    const stat = file.stat()
    const rest = file.readRest()
    if (rest !== undefined) onLine(rest, placeIn(file, stat))
    if (files.length === 1) {
      // Others may have come and been rotated since.
      known = parsePosition(file.position())
      knownMs = stat.mtimeMs
      wasLeft = true
    }
    close(file)
  }
  const areTooMany = (): boolean => files.length > mostFiles || files.slice(0, -1).map((file) => file.stat())
    .reduce((bytes, { nlink, size }) => nlink === 0 ? bytes + size : bytes, 0) > mostRemovedBytes
  /** Whether its writer has opened another by now. */
  const isDone = ([file] = files as [OpenFile]): boolean => files.length > 2 || setAside.has(file) ||
    (quiet >= quietTicks && !isSame(file, identify(path) ?? { device: 0, inode: 0 }))

  const checkTruncated = (file: OpenFile): void => {
    const before = parsePosition(file.position())!
    if (!file.wasTruncated()) return
    previous = formatPosition(before)
    // The copy made before it was truncated may have the rest.
    files = []
    queue(rotated.after(before, file), file)
    isBacklog = true
  }
  const readOn = (): void => {
    for (; areTooMany(); close(files[0]!)) onLost(files[0]!.skipToEnd())
    if (files.length === 1) checkTruncated(files[0]!)
    for (let [file] = files; file !== undefined && !read(file); [file] = files) {
      isBacklog = false
      if (!isDone()) return
      leave(file)
    }
  }

  return {
    /**
     * Reads what is new; once a second as a tick, and in between if a name has changed.
     * @throws if the file cannot be opened or read, but not if it is not there
     */
    poll (isTick = true): void {
      if (files.length === 0) {
        const isThere = lstatSync(path, { throwIfNoEntry: false }) !== undefined
        if (isThere && elsewhere.isRead()) return
        if (isThere) open()
        isFirst = false
        if (!isThere) return
      }
      if (isTick) quiet++
      try {
        openNewer()
      } finally {
        readOn()
      }
    },
    get isOpen () { return files.length > 0 },
    /** Whether it reads this file, which may have another name by now. */
    reads: (identity: FileIdentity): boolean => files.some((file) => isSame(file, identity)),
    get previous () { return previous },
    /** The position at which the last one was left; undefined if none was. */
    get leftAt () { return wasLeft && known !== undefined ? formatPosition(known) : undefined },
    close (): void {
      for (const file of files.splice(0)) file.close()
    }
  }
}
export type FollowedFile = ReturnType<typeof createFollowedFile>
