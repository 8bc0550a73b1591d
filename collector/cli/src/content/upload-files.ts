import { open, type FileHandle } from 'node:fs/promises'
import type { z } from 'zod'
import type { ContentFile, missingFiles, uploadProgress } from '@mimamori/contract'
import { formatBytes } from '@mimamori/contract/quantity'
import type { Invocation } from '../command.ts'
import { CommandError, Refusal } from '../errors.ts'
import type { LocalFile } from './local-files.ts'

/** The largest request: what a broken connection costs at most. */
const partBytes = 8 * 1024 * 1024

type Stored = z.infer<typeof uploadProgress>
type Asking = Pick<Invocation, 'ask' | 'text'>
export type Uploading = Asking & Pick<Invocation, 'sendPart'>

/** The part of a file from there. @throws {CommandError} if it is shorter than it was */
const readPart = async (handle: FileHandle, { location, size }: LocalFile, offset: number, { text }: Uploading): Promise<Buffer> => {
  const part = Buffer.alloc(Math.min(partBytes, size - offset))
  const { bytesRead } = await handle.read(part, 0, part.length, offset)
  if (bytesRead < part.length) throw new CommandError(text.fileChanged(location))
  return part
}

/**
 * Uploads a file from there to its end, in parts that `read` gives by their offset. `progress`: the bytes that the server has.
 * @throws {CommandError} if the file is not what it was when it was hashed; and as `read` does
 */
export const uploadPieces = async (
  { sha256, size, location }: LocalFile, storedBytes: number, { read, uploading, progress }: {
    readonly read: (offset: number) => Promise<Buffer>
    readonly uploading: Uploading
    readonly progress: (bytes: number) => void
  }
): Promise<void> => {
  let offset = storedBytes
  do {
    const part = await read(offset)
    await uploading.sendPart(`/api/content-files/${sha256}`, part, {
      'content-type': 'application/partial-upload', 'upload-offset': offset, 'upload-length': size
    }).catch((error: unknown) => {
      const hasChanged = error instanceof Refusal && error.answer.code === 'UPLOAD_MISMATCH'
      throw hasChanged ? new CommandError(uploading.text.fileChanged(location), { cause: error }) : error
    })
    offset += part.length
    progress(offset)
  } while (offset < size)
}

/** @throws {CommandError} as `uploadPieces` does */
const uploadFile = async (
  file: LocalFile, storedBytes: number, uploading: Uploading, progress: (bytes: number) => void
): Promise<void> => {
  await using handle = await open(file.location).catch((error: Error) => {
    throw new CommandError(uploading.text.unreadableFile(file.location, error.message), { cause: error })
  })
  await uploadPieces(file, storedBytes, { read: (offset) => readPart(handle, file, offset, uploading), uploading, progress })
}

const bytesLeft = ({ size, storedBytes }: Stored): number => size - storedBytes

/** Finds what the server does not have of these files, and its bytes. @throws {CommandError} if the server has no space for them */
export const findMissing = async (
  files: readonly Pick<ContentFile, 'sha256' | 'size'>[], { ask, text }: Asking
): Promise<{ readonly missing: readonly Stored[], readonly bytes: number }> => {
  const { missing, freeBytes } = await ask<z.infer<typeof missingFiles>>('POST', '/api/content-files/missing', {
    files: files.map(({ sha256, size }) => ({ sha256, size }))
  })
  const bytes = missing.reduce((sum, each) => sum + bytesLeft(each), 0)
  if (bytes > freeBytes) throw new CommandError(text.serverFull(formatBytes(bytes), formatBytes(freeBytes)))
  return { missing, bytes }
}

/** Uploads what the server does not have of these files, from where an earlier upload has stopped. Gives the bytes that it sent. */
export const uploadFiles = async (
  files: readonly LocalFile[], uploading: Uploading, progress: (done: number, all: number) => void
): Promise<number> => {
  const { missing, bytes: all } = await findMissing(files, uploading)
  const byHash = new Map(files.map((file) => [file.sha256, file]))
  let done = 0
  for (const each of missing) {
    await uploadFile(byHash.get(each.sha256)!, each.storedBytes, uploading, (offset) => { progress(done + offset - each.storedBytes, all) })
    done += bytesLeft(each)
  }
  return all
}
