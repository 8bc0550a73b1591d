import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Waits until a file, or a directory's list of names, is on the disk. */
export const syncPath = (path: string): void => {
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Whole or not at all, and there after a power cut. */
export const writeFileDurably = (file: string, content: string): void => {
  const descriptor = openSync(`${file}.new`, 'w', 0o640)
  try {
    // Unlike writeSync, which on a disk that is almost full may write a part and say nothing.
    writeFileSync(descriptor, content)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  renameSync(`${file}.new`, file)
  syncPath(dirname(file))
}

export const writeJsonFile = (file: string, value: unknown): void => { writeFileDurably(file, `${JSON.stringify(value, undefined, 2)}\n`) }

/** What we wrote ourselves; undefined where there is no such file. @throws where it cannot be read */
export const readJsonFile = <Value>(file: string): Value | undefined => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Value
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error })
  }
}

/** The same, where a file that is none of ours any more must hold up nobody: it is set aside as `….bad`, and `onBad` gets why. */
export const readOrSetAside = <Value>(file: string, isGood: (value: unknown) => value is Value, onBad: (reason: string) => void): Value | undefined => {
  let reason: string
  try {
    const value = readJsonFile<unknown>(file)
    if (value === undefined || isGood(value)) return value
    reason = `${file}: something else is in it`
  } catch (error) {
    reason = (error as Error).message
  }
  renameSync(file, `${file}.bad`)
  onBad(reason)
  return undefined
}
