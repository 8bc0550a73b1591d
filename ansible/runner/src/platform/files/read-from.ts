import { closeSync, openSync, readSync } from 'node:fs'

/** At most this many bytes of a file from a position on; none at its end, or if it does not exist yet. */
export const readFrom = (file: string, position: number, maxBytes: number): Buffer => {
  let descriptor: number
  try {
    descriptor = openSync(file, 'r')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0)
    throw error
  }
  try {
    const bytes = Buffer.alloc(maxBytes)
    return bytes.subarray(0, readSync(descriptor, bytes, 0, maxBytes, position))
  } finally {
    closeSync(descriptor)
  }
}
