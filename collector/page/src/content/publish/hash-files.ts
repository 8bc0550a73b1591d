import type { ContentFile } from '@mimamori/contract'
import { pathConflict, pathMistake } from '@mimamori/contract/content-path'
import { versionMistake } from '@mimamori/contract/version-mistake'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { contentMessages } from '../messages.ts'
import { FileProblem, type PickedFile } from './picked-file.ts'

const { problems } = contentMessages

export interface HashedFile extends ContentFile { readonly blob: Blob }

/** Hashed in some 10 ms, so that the page goes on answering. */
const chunkBytes = 1024 * 1024

/** @throws {FileProblem} if a set cannot have so many files or bytes */
export const requireBounds = (sizes: readonly number[]): void => {
  const mistake = versionMistake(sizes)
  if (mistake !== undefined) throw new FileProblem(problems.tooMuch(mistake))
}

/** @throws {FileProblem} with what could not be published */
export const requirePublishable = (files: readonly PickedFile[]): void => {
  if (files.length === 0) throw new FileProblem(problems.empty)
  requireBounds(files.map(({ blob }) => blob.size))
  for (const { path } of files) {
    const mistake = pathMistake(path)
    if (mistake !== undefined) throw new FileProblem(problems.name(path, mistake))
  }
  const conflict = pathConflict(files.map(({ path }) => path))
  if (conflict) throw new FileProblem(problems.twins(files[conflict.place]!.path, conflict.other))
}

/** A part of a file. @throws {FileProblem} if the browser cannot read it any more */
export const readPart = async ({ path, blob }: PickedFile, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> => {
  try {
    return new Uint8Array(await blob.slice(start, end).arrayBuffer())
  } catch (error) {
    throw new FileProblem(problems.unreadable(path), { cause: error })
  }
}

/**
 * The hashes of files, made here: a browser offers its own only over https. `progress`: the bytes that have been read.
 * @throws {FileProblem}
 */
export const hashFiles = async (
  files: readonly PickedFile[], progress: (bytes: number) => void, signal?: AbortSignal
): Promise<readonly HashedFile[]> => {
  requirePublishable(files)
  const hashed: HashedFile[] = []
  let done = 0
  for (const file of files) {
    const { path, blob, blob: { size } } = file
    const hash = sha256.create()
    for (let start = 0; start < size; start += chunkBytes) {
      signal?.throwIfAborted()
      hash.update(await readPart(file, start, Math.min(size, start + chunkBytes)))
      progress(done + Math.min(size, start + chunkBytes))
    }
    done += size
    hashed.push({ path, blob, size, sha256: bytesToHex(hash.digest()) })
  }
  return hashed
}
