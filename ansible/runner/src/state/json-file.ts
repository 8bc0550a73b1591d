import { readFileSync, renameSync } from 'node:fs'
import { replaceFileSync } from '@mimamori/program/durable-file'

/** Whole or not at all, and there after a power cut; for our user and its group. */
export const writeJsonFile = (file: string, value: unknown): void => { replaceFileSync(file, `${JSON.stringify(value, undefined, 2)}\n`, { mode: 0o640 }) }

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
