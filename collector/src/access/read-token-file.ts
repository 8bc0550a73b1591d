import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { requireFileOrNothing } from '../storage/private-file.ts'

/** The administrator's token file, which the command line reads. */
export const adminTokenFile = (dataDir: string): string => join(dataDir, 'admin-token')
export const serviceTokenFile = (dataDir: string, name: string): string => join(dataDir, 'tokens', name)

/** The text of a token file, without the line's end; undefined where there is none. */
export const readTokenFile = (file: string): string | undefined => {
  requireFileOrNothing(file)
  try {
    return readFileSync(file, 'utf8').trim() || undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
