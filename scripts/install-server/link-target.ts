import { readlinkSync } from 'node:fs'

/** What a symbolic link holds; undefined where there is none. */
export const linkTarget = (path: string): string | undefined => {
  try {
    return readlinkSync(path)
  } catch {
    return undefined
  }
}
