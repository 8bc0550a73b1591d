import { spawnSync } from 'node:child_process'
import { closeSync, constants, ftruncateSync, openSync, readSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { makeDirectory } from './state-file.ts'

/** Whether a lock is this process'; `pid` is of the process that has it. */
export type FileLock = { readonly taken: false } | { readonly taken: true, readonly pid: number | undefined }

/** flock(1)'s own exit code for a lock that somebody else has. */
const isTakenCode = 1

const readPid = (file: number): number | undefined => {
  const buffer = Buffer.alloc(16)
  const pid = Number.parseInt(buffer.toString('latin1', 0, readSync(file, buffer, 0, buffer.length, 0)), 10)
  return Number.isNaN(pid) ? undefined : pid
}

/**
 * Takes a lock for this process until it ends, however it ends: the lock is the kernel's (flock(2)). Node.js has no call
 * for that, so flock(1) of util-linux sets it on a file that is open here: a lock belongs to the open file, which both share.
 * Without flock(1), or if the directory cannot be written, nobody is kept out.
 */
export const lockFile = (path: string): FileLock => {
  let file: number | undefined
  try {
    makeDirectory(dirname(path))
    // Does not wait if a pipe has the name.
    file = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_NONBLOCK, 0o644)
    if (spawnSync('flock', ['-n', '3'], { stdio: ['ignore', 'ignore', 'ignore', file] }).status === isTakenCode) {
      const pid = readPid(file)
      closeSync(file)
      return { taken: true, pid }
    }
    ftruncateSync(file)
    writeSync(file, `${process.pid}\n`, 0)
  } catch {
    // A write next to it fails, too, and is logged.
  }
  return { taken: false }
}
