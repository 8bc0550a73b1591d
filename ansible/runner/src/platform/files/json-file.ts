import { renameSync } from 'node:fs'
import { replaceFileSync } from '@mimamori/program/durable-file'
import { readIfThere } from './read-if-there.ts'

/** Writes atomically and durably, readable by our user and its group. */
export const writeJsonFile = (file: string, value: unknown): void => {
  replaceFileSync(file, `${JSON.stringify(value, undefined, 2)}\n`, { mode: 0o640 })
}

/** Reads a file that this program wrote; undefined if there is no such file. @throws if it cannot be read */
export const readJsonFile = <Value>(file: string): Value | undefined => {
  try {
    const content = readIfThere(file)
    return content === undefined ? undefined : JSON.parse(content) as Value
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error })
  }
}

/** The same, but a file that is broken is set aside as `….bad`, so that it blocks nothing; `onBad` gets the reason. */
export const readOrSetAside = <Value>(
  file: string, isGood: (value: unknown) => value is Value, onBad: (reason: string) => void
): Value | undefined => {
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
