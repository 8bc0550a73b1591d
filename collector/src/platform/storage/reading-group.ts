import { chmodSync, chownSync, statSync } from 'node:fs'

/**
 * The group that an administrator lets read a file or a directory of ours (chgrp, chmod g+r); undefined if none may, or nothing is there.
 */
export const readingGroup = (path: string): number | undefined => {
  const found = statSync(path, { throwIfNoEntry: false })
  return found !== undefined && (found.mode & 0o040) !== 0 ? found.gid : undefined
}

/** Lets that group read a file, or pass into a directory, that is its owner's alone. Without a group, nothing changes. */
export const shareWithGroup = (path: string, group: number | undefined): void => {
  if (group === undefined) return
  const found = statSync(path)
  try {
    chownSync(path, found.uid, group)
  } catch (error) {
    // Not our group: better to shut a reader out, who says so, than to give a secret to another group.
    if ((error as NodeJS.ErrnoException).code === 'EPERM') return
    throw error
  }
  chmodSync(path, found.isDirectory() ? 0o750 : 0o640)
}
