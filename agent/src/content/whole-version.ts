import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFileSync } from '@mimamori/program/durable-file'

/** The version of a device's content whose sets were all shown, and the digests of its sets. */
export interface WholeVersion {
  readonly version: string
  readonly digests: Readonly<Record<string, string>>
  /** Sets for the device that it could not have then. */
  readonly refused?: readonly string[] | undefined
}

const fileIn = (directory: string): string => join(directory, 'version.json')

/** Undefined if there is none, or none that can be read. */
export const readWholeVersion = (directory: string): WholeVersion | undefined => {
  try {
    const { version, digests, refused } = JSON.parse(readFileSync(fileIn(directory), 'utf8')) as Partial<WholeVersion>
    return version === undefined || digests === undefined ? undefined : { version, digests, refused }
  } catch {
    return undefined
  }
}

export const writeWholeVersion = (directory: string, whole: WholeVersion): void => {
  replaceFileSync(fileIn(directory), JSON.stringify(whole), { mode: 0o644 })
}
