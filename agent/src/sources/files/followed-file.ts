import { lstatSync } from 'node:fs'
import { formatPosition, isWhole, parsePosition, type FileIdentity } from './file-position.ts'
import { openFile, type OpenFile } from './open-file.ts'
import { findSetAside } from './rotated-files.ts'

interface FollowedFileOptions {
  readonly path: string
  /** From an earlier run. */
  readonly position: string | undefined
  /** Takes a line, or what was read of one that has no end. */
  readonly onLine: (line: Buffer, where: LinePlace) => void
  /** Whether another line would be taken now; asked only of a backlog. */
  readonly hasRoom: () => boolean
  /** Nothing of it was read yet, and reading begins here. */
  readonly onBegin: (position: string) => void
  /** Whether the file of this path is read under another name; where it was left there, if it was. */
  readonly elsewhere: { readonly isRead: () => boolean, readonly leftAt: () => string | undefined }
}

/** Where a line comes from. */
export interface LinePlace {
  /** Behind it. */
  readonly position: string
  /** When it was written at the latest, in Unix milliseconds. */
  readonly writtenMs: number
  /** It was there before the file was read: it may have been written long before the end of the file. */
  readonly isBacklog: boolean
}

/** How much is read in a poll, so that a large file is read in the midst of other work. */
const bytesOfPoll = 256 * 1024
/** How much is read of a file that nothing is known of. */
const firstBytes = 1024 * 1024
/**
 * So many bytes of a backlog have one time, and those before them an earlier one: a store has room for a few thousand lines in a
 * millisecond, and keeps their order there.
 */
const bytesOfMs = 64 * 1024
/** A file that was renamed is left when its writer has been quiet for so many polls: it goes on there until it opens the new one. */
const quietPolls = 5

/** Reads a log file by its path, through rotation by renaming and by copying and truncating. */
export const createFollowedFile = ({ path, position, onLine, hasRoom, onBegin, elsewhere }: FollowedFileOptions) => {
  /** Those that are read, one after the other; the last is the one of the path, or was. */
  let files: OpenFile[] = []
  let known = position === undefined ? undefined : parsePosition(position)
  /** What is known is of a file that was read to its end and is not the path's: the one of the path is another, whatever its number. */
  let wasLeft = false
  let isNew = true
  /** Where the one before was left, or stood when it was truncated. */
  let previous: string | undefined
  let quiet = 0
  /** What was there before it could be read: it can wait, and must not be lost for coming all at once. */
  let isBacklog = true

  const open = (): void => {
    const file = openFile(path)
    let older: OpenFile[] = []
    let isFound = false
    if (known !== undefined) {
      isFound = !wasLeft && file.inode === known.inode && file.device === known.device && file.resume(known)
      if (!isFound) older = findSetAside(path, known)
      // With another number it may still be the one that was read: log2ram copies /var/log at each start of the device.
      if (older.length === 0 && !wasLeft && isWhole(known.fingerprint)) isFound = file.resume(known)
    }
    const left = isFound || older.length > 0 ? undefined : elsewhere.leftAt()
    if (left !== undefined) file.resume(parsePosition(left)!)
    else if (known === undefined && isNew) file.skipToLast(firstBytes)
    files = [...older, file]
    known = undefined
    wasLeft = false
    isNew = false
    isBacklog = true
    onBegin(files[0]!.position())
  }
  /** The place of what has just been read, of a file with this `stat`. */
  const placeIn = (file: OpenFile, { size, mtimeMs }: ReturnType<OpenFile['stat']>): LinePlace => ({
    position: file.position(),
    writtenMs: isBacklog ? mtimeMs - Math.floor(Math.max(0, size - file.offset) / bytesOfMs) : mtimeMs,
    isBacklog
  })
  const read = (file: OpenFile): boolean => {
    const stat = file.stat()
    const mayGoOn = (): boolean => !isBacklog || hasRoom()
    return !mayGoOn() || file.readLines(bytesOfPoll, (line) => {
      onLine(line, placeIn(file, stat))
      return mayGoOn()
    })
  }
  const leave = (file: OpenFile): void => {
    const stat = file.stat()
    const rest = file.readRest()
    if (rest !== undefined) onLine(rest, placeIn(file, stat))
    if (files.length === 1) {
      // Others may have come and been rotated since.
      known = parsePosition(file.position())
      wasLeft = true
    }
    previous = file.position()
    file.close()
    files.shift()
    quiet = 0
  }
  const wasRenamed = ({ device, inode }: OpenFile): boolean => {
    const now = lstatSync(path, { throwIfNoEntry: false })
    return now?.ino !== inode || now.dev !== device
  }

  return {
    /** Reads what is new. @throws where the file cannot be opened or read; one that is not there is none of these */
    poll (): void {
      if (files.length === 0) {
        if (lstatSync(path, { throwIfNoEntry: false }) === undefined) {
          isNew = false
          return
        }
        if (elsewhere.isRead()) return
        open()
      }
      const [file] = files as [OpenFile]
      if (files.length > 1) {
        if (!read(file)) leave(file)
        return
      }
      const before = parsePosition(file.position())!
      if (file.wasTruncated()) {
        previous = formatPosition(before)
        // Copied before it was truncated: the rest may be there.
        files = [...findSetAside(path, before), file]
        isBacklog = true
        if (files.length > 1) return
      }
      const hasMore = read(file)
      if (!hasMore) isBacklog = false
      quiet = file.position() === formatPosition(before) ? quiet + 1 : 0
      if (!hasMore && wasRenamed(file) && quiet >= quietPolls) leave(file)
    },
    get isOpen () { return files.length > 0 },
    /** Whether it reads this file, which may have another name by now. */
    reads: ({ device, inode }: FileIdentity): boolean => files.some((file) => file.inode === inode && file.device === device),
    get previous () { return previous },
    /** Where the last one was left; undefined where none was. */
    get leftAt () { return wasLeft && known !== undefined ? formatPosition(known) : undefined },
    close (): void {
      for (const file of files.splice(0)) file.close()
    }
  }
}
export type FollowedFile = ReturnType<typeof createFollowedFile>
