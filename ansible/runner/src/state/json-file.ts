import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

const syncDirectory = (directory: string): void => {
  const descriptor = openSync(directory, 'r')
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
    writeSync(descriptor, content)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  renameSync(`${file}.new`, file)
  syncDirectory(dirname(file))
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
