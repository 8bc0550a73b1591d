import { uploadPieces, type Uploading } from '../../collector/cli/src/content/upload-files.ts'
import type { Plan } from './plan.ts'

/** Bytes that a connection that is cut costs at most. */
const partBytes = 1024 * 1024

/** The sender has ended before its files did: the line was cut, or a file cannot be read any more. */
export class CutError extends Error { override readonly name = 'CutError' }

/** Gives the next bytes of a source, at most this many; fewer only at its end. */
const takeFrom = (source: AsyncIterable<Buffer>) => {
  const chunks = source[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)
  return async (most: number): Promise<Buffer> => {
    const taken = [rest]
    let length = rest.length
    while (length < most) {
      const next = await chunks.next()
      if (next.done) break
      taken.push(next.value)
      length += next.value.length
    }
    const all = Buffer.concat(taken)
    rest = all.subarray(most)
    return all.subarray(0, most)
  }
}

/**
 * Uploads the files of a plan to the collector from one source, in which they come one after the other. The collector keeps the bytes from
 * before a cut for a week, as of any upload, and none of it takes the space that its database needs.
 * @throws {CutError}; {CommandError} if a file has changed since it was hashed
 */
export const receiveFiles = async (
  { sending }: Pick<Plan, 'sending'>, source: AsyncIterable<Buffer>, uploading: Uploading, progress: (done: number, all: number) => void
): Promise<void> => {
  const take = takeFrom(source)
  const all = sending.reduce((sum, { size, from }) => sum + size - from, 0)
  let done = 0
  for (const file of sending) {
    const { size, from } = file
    await uploadPieces(file, from, {
      async read (offset) {
        const part = await take(Math.min(partBytes, size - offset))
        if (part.length === 0 && offset < size) throw new CutError('the connection ended')
        return part
      },
      uploading,
      progress: (bytes) => { progress(done + bytes - from, all) }
    })
    done += size - from
  }
}
