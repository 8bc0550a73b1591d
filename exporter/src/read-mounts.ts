import type { Roots } from './collector.ts'
import { parseMountinfo, type Mount } from './parse/mountinfo.ts'
import { readOptional, readText } from './read-file.ts'

/** The host's mounts, as its process 1 sees them; if that process is hidden (hidepid, a container), our own view. */
export const readMounts = ({ proc }: Roots): Mount[] => {
  let text: string | undefined
  try {
    text = readOptional(`${proc}/1/mountinfo`)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') throw error
  }
  return parseMountinfo(text ?? readText(`${proc}/self/mountinfo`))
}
