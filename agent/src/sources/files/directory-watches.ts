import { statSync, watch, type FSWatcher } from 'node:fs'
import { basename } from 'node:path'
import type { Logger } from '../../log/logger.ts'

interface WatchesOptions {
  /** A name has come, gone or changed; undefined if it is not known. */
  readonly onRename: (name: string | undefined) => void
  readonly log: Logger
  readonly watch?: typeof watch
}

/** Each costs the kernel 1 kB, and all programs of a user share a few thousand. */
const mostDirectories = 100

/**
 * Watches directories by inotify(7), so as not to miss a file that exists for less than a poll. Unwatched ones are polled all
 * the same: some file systems report nothing, and the watches of a user are limited.
 */
export const createDirectoryWatches = ({ onRename, log, watch: watchDirectory = watch }: WatchesOptions) => {
  const watched = new Map<string, { readonly inode: number, readonly watcher: FSWatcher }>()
  let hasFailed = false

  const forget = (directory: string): void => {
    watched.get(directory)?.watcher.close()
    watched.delete(directory)
  }
  const fail = (directory: string, { code, message }: NodeJS.ErrnoException): void => {
    forget(directory)
    if (hasFailed || code === 'ENOENT' || code === 'EACCES') return
    hasFailed = true
    log.info({ directory, reason: message }, 'cannot watch a directory of LOG_FILES; it is polled')
  }
  const add = (directory: string): void => {
    try {
      const inode = statSync(directory).ino
      if (watched.get(directory)?.inode === inode) return
      forget(directory)
      const watcher = watchDirectory(directory, { persistent: false }, (event, name) => {
        if (event !== 'rename') return
        // The directory itself was removed: another may have its inode by now.
        if (name === basename(directory)) forget(directory)
        onRename(watched.has(directory) ? name ?? undefined : undefined)
      }).on('error', (error) => { fail(directory, error) })
      watched.set(directory, { inode, watcher })
    } catch (error) {
      fail(directory, error as NodeJS.ErrnoException)
    }
  }

  return {
    /** Watches these, and no others; call it now and then, since one may have been replaced. */
    watch (directories: ReadonlySet<string>): void {
      for (const directory of watched.keys()) if (!directories.has(directory)) forget(directory)
      for (const directory of [...directories].slice(0, mostDirectories)) add(directory)
    },
    close (): void {
      for (const directory of watched.keys()) forget(directory)
    }
  }
}
