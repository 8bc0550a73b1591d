import type { missingFiles } from '@mimamori/contract'
import type { z } from 'zod'
import { refusalOf } from '../../server/refusal.ts'
import { refusalIn, send, type Sent } from '../../server/send.ts'
import { contentMessages } from '../messages.ts'
import { readPart, type HashedFile } from './hash-files.ts'
import { FileProblem } from './picked-file.ts'

type Missing = z.infer<typeof missingFiles>['missing'][number]

const partBytes = 4 * 1024 * 1024
const retryMs = 3000

/** Why an upload pauses, by the code of a refusal that ends without anybody. What came of a part on a slow line stays. */
const pauses: ReadonlyMap<string, Pause> = new Map([
  ['CONNECTION_LOST', 'cut'], ['REQUEST_TIMEOUT', 'cut'],
  ['OVERLOADED', 'busy'], ['RATE_LIMITED', 'busy'], ['STORAGE_UNAVAILABLE', 'unwritable'], ['UPLOAD_CONFLICT', 'taken']
])

export type Pause = 'cut' | 'busy' | 'unwritable' | 'taken'

export interface UploadProgress {
  readonly done: number
  readonly all: number
  /** Why nothing is sent at the moment; the upload is tried again. */
  readonly pause?: Pause
}

interface Uploading {
  readonly progress: (state: UploadProgress) => void
  readonly signal: AbortSignal
  /** Waits before the next attempt. */
  readonly wait?: (ms: number) => Promise<void>
}

const waitMs = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms) })

/** @throws {FileProblem} with the reason */
const refuse = (file: HashedFile | undefined, sent: Sent<unknown>): never => {
  const refusal = refusalIn(sent)
  if (refusal?.code === 'UPLOAD_MISMATCH' && file) throw new FileProblem(contentMessages.problems.changed(file.path))
  throw new FileProblem(refusal?.code === 'CONTENT_FULL' ? contentMessages.full : refusalOf(refusal))
}

/** Why an upload is to be tried again, and how much later. */
interface Again { readonly pause: Pause, readonly afterMs: number }

const againAfter = (sent: Sent<unknown>, afterMs = retryMs): Again | undefined => {
  const pause = sent === undefined ? 'cut' : pauses.get(refusalIn(sent)?.code ?? '')
  return pause && { pause, afterMs }
}

interface SentPart { readonly sent: Sent<Missing>, readonly afterMs?: number | undefined }

const sendPart = async (file: HashedFile, offset: number, signal: AbortSignal): Promise<SentPart> => {
  const part = await readPart(file, offset, Math.min(file.size, offset + partBytes))
  const headers = { 'content-type': 'application/partial-upload', 'upload-offset': String(offset), 'upload-length': String(file.size) }
  const answer = await fetch(`/api/content-files/${file.sha256}`, { method: 'PATCH', body: part, headers, signal }).catch(() => undefined)
  const body: unknown = await answer?.json().catch(() => undefined)
  signal.throwIfAborted()
  if (answer === undefined || body === undefined) return { sent: undefined }
  const seconds = Number(answer.headers.get('retry-after'))
  return { sent: (answer.ok ? { answer: body } : { refusal: body }) as Sent<Missing>, afterMs: seconds > 0 ? seconds * 1000 : undefined }
}

/**
 * Uploads what the server does not have of these files, each from where an earlier upload has stopped; after a pause it asks again where
 * that is, and goes on. @throws {FileProblem}
 */
export const uploadFiles = async (files: readonly HashedFile[], { progress, signal, wait = waitMs }: Uploading): Promise<void> => {
  const byHash = new Map(files.map((file) => [file.sha256, file]))
  let all: number | undefined
  let left = 0
  const show = (pause?: Pause): void => { progress({ done: (all ?? 0) - left, all: all ?? 0, ...pause && { pause } }) }
  const uploadOne = async (file: HashedFile, stored: number): Promise<Again | undefined> => {
    let offset = stored
    do {
      signal.throwIfAborted()
      const { sent, afterMs } = await sendPart(file, offset, signal)
      const again = againAfter(sent, afterMs)
      if (again) return again
      if (sent === undefined || !('answer' in sent)) return refuse(file, sent)
      left -= sent.answer.storedBytes - offset
      offset = sent.answer.storedBytes
      show()
    } while (offset < file.size)
    return undefined
  }
  const uploadAll = async (): Promise<Again | undefined> => {
    const asked = await send<z.infer<typeof missingFiles>>('POST', '/api/content-files/missing', {
      files: files.map(({ sha256, size }) => ({ sha256, size }))
    })
    const again = againAfter(asked)
    if (again) return again
    if (asked === undefined || !('answer' in asked)) return refuse(undefined, asked)
    const { missing, freeBytes } = asked.answer
    left = missing.reduce((sum, { size, storedBytes }) => sum + size - storedBytes, 0)
    if (left > freeBytes) throw new FileProblem(contentMessages.full)
    all ??= left
    for (const { sha256, storedBytes } of missing) {
      const interrupted = await uploadOne(byHash.get(sha256)!, storedBytes)
      if (interrupted) return interrupted
    }
    return undefined
  }
  for (let again = await uploadAll(); again; again = await uploadAll()) {
    show(again.pause)
    await wait(again.afterMs)
    signal.throwIfAborted()
  }
}
