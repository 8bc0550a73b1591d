import {
  existsSync, linkSync, mkdirSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, statSync, symlinkSync
} from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { ContentFile } from '@mimamori/contract'
import { replaceFileSync, syncPath } from '@mimamori/program/durable-file'

/** A version of a set, as the collector names it. */
export interface WantedSet {
  readonly name: string
  readonly number: number
  /** SHA-256 of the whole. */
  readonly digest: string
  readonly files: readonly ContentFile[]
}

/**
 * A set of content on this device: `current` leads to one of `versions/`, each with its manifest next to it, and `incoming/` has what was
 * downloaded of the next one. Versions share unchanged files by hard links, so that each file is written once.
 */
export interface SetDirectory {
  /** The digest of the version that `current` leads to. */
  current (): string | undefined
  /** Whether all files of a version are there, each with its size: a check of the file system may have taken some away. */
  isWhole (digest: string): boolean
  /** The files that are to be downloaded, each once. Deletes what was downloaded and is in none of them. */
  missing (files: readonly ContentFile[]): readonly ContentFile[]
  /** Where a file is downloaded to; it may have its beginning. */
  incoming (sha256: string): string
  /** Takes a downloaded file if it is what it should be; deletes it otherwise. */
  accept (file: ContentFile): Promise<boolean>
  /** Makes a version of files that are all here, or puts those back that it lacks. */
  build (wanted: WantedSet): void
  /** Has `current` lead to a version that is here; without one, nowhere. */
  switchTo (digest: string | undefined): void
  /** Deletes all other versions. */
  keep (digests: readonly (string | undefined)[]): void
  /** The bytes of all files, as the manifests say. */
  storedBytes (): number
  /** The bytes that only versions other than the one that is shown have, and none of these files: what `keep` could give up for them. */
  reclaimableBytes (wanted?: readonly ContentFile[]): number
  /** Deletes what was downloaded and is in no version. */
  forgetDownloads (): void
}

/** Read in pieces, with reports and the rest in between: a gigabyte takes a slow card half a minute. */
const hashOf = async (path: string): Promise<string> => {
  // Loaded only where there is content: it is a megabyte of memory.
  const hash = process.getBuiltinModule('node:crypto').createHash('sha256')
  await using file = await open(path, 'r')
  const chunk = Buffer.allocUnsafeSlow(65_536)
  for (;;) {
    const { bytesRead } = await file.read(chunk, 0, chunk.length)
    if (bytesRead === 0) return hash.digest('hex')
    hash.update(chunk.subarray(0, bytesRead))
  }
}

export const sizeOf = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.size

const namesIn = (directory: string): readonly string[] => existsSync(directory) ? readdirSync(directory) : []

export const openSetDirectory = (directory: string): SetDirectory => {
  const [versions, incoming, current] = ['versions', 'incoming', 'current'].map((name) => join(directory, name)) as [string, string, string]
  mkdirSync(versions, { recursive: true, mode: 0o755 })
  const manifestOf = (digest: string): string => join(versions, `${digest}.json`)

  const currentDigest = (): string | undefined => {
    try {
      const digest = basename(readlinkSync(current))
      return existsSync(join(versions, digest)) ? digest : undefined
    } catch {
      return undefined
    }
  }
  /** Undefined for a version whose manifest is missing or cannot be read. */
  const filesOf = (digest: string): readonly ContentFile[] | undefined => {
    try {
      return JSON.parse(readFileSync(manifestOf(digest), 'utf8')) as readonly ContentFile[]
    } catch {
      return undefined
    }
  }
  const isThere = (digest: string, { path, size }: ContentFile): boolean => sizeOf(join(versions, digest, path)) === size

  /** The paths of stored files by SHA-256. */
  const storedFiles = (): Map<string, string> => {
    const found = new Map<string, string>()
    for (const digest of namesIn(versions).filter((name) => /^[0-9a-f]{64}$/.test(name))) {
      for (const file of filesOf(digest) ?? []) {
        if (isThere(digest, file)) found.set(file.sha256, join(versions, digest, file.path))
      }
    }
    for (const name of namesIn(incoming)) if (!name.endsWith('.part')) found.set(name, join(incoming, name))
    return found
  }

  /** The sizes of stored files by SHA-256, without a look at each. */
  const storedSizes = (): Map<string, number> => {
    const manifests = namesIn(versions).filter((name) => name.endsWith('.json')).map((name) => filesOf(name.slice(0, 64)) ?? [])
    const downloads = namesIn(incoming).filter((name) => !name.endsWith('.part'))
    return new Map([
      ...downloads.map((name) => [name, sizeOf(join(incoming, name)) ?? 0] as const),
      ...manifests.flat().map(({ sha256, size }) => [sha256, size] as const)
    ])
  }
  const sumOf = (sizes: ReadonlyMap<string, number>): number => sizes.values().reduce((sum, size) => sum + size, 0)

  const removeIncoming = (isWanted: (sha256: string) => boolean): void => {
    for (const name of namesIn(incoming)) {
      if (!isWanted(name.replace(/\.part$/, ''))) rmSync(join(incoming, name), { recursive: true, force: true })
    }
  }

  return {
    current: currentDigest,
    isWhole: (digest) => filesOf(digest)?.every((file) => isThere(digest, file)) ?? false,
    missing (files) {
      const wanted = new Map(files.map((file) => [file.sha256, file]))
      removeIncoming((sha256) => wanted.has(sha256))
      for (const [sha256, file] of storedFiles()) if (sizeOf(file) === wanted.get(sha256)?.size) wanted.delete(sha256)
      return [...wanted.values()]
    },
    incoming (sha256) {
      mkdirSync(incoming, { recursive: true, mode: 0o755 })
      return join(incoming, `${sha256}.part`)
    },
    async accept ({ sha256, size }) {
      const part = join(incoming, `${sha256}.part`)
      if (sizeOf(part) !== size || await hashOf(part) !== sha256) {
        rmSync(part, { force: true })
        return false
      }
      syncPath(part)
      renameSync(part, join(incoming, sha256))
      syncPath(incoming)
      return true
    },
    build ({ digest, files }) {
      const stored = storedFiles()
      const whole = join(versions, digest)
      const fresh = `${whole}.new`
      rmSync(fresh, { recursive: true, force: true })
      // One that is here may be shown: it stays, and gets what it lacks.
      const isHere = existsSync(whole)
      const directory = isHere ? whole : fresh
      const folders = new Set([directory])
      for (const wanted of files) {
        if (isHere && isThere(digest, wanted)) continue
        const file = join(directory, wanted.path)
        for (let folder = dirname(file); !folders.has(folder); folder = dirname(folder)) folders.add(folder)
        mkdirSync(dirname(file), { recursive: true, mode: 0o755 })
        rmSync(file, { recursive: true, force: true })
        linkSync(stored.get(wanted.sha256)!, file)
      }
      for (const folder of folders) syncPath(folder)
      if (!isHere) renameSync(fresh, whole)
      syncPath(versions)
      replaceFileSync(manifestOf(digest), JSON.stringify(files), { mode: 0o644 })
    },
    switchTo (digest) {
      if (digest === undefined) rmSync(current, { force: true })
      else {
        const fresh = `${current}.new`
        rmSync(fresh, { force: true })
        symlinkSync(join('versions', digest), fresh)
        renameSync(fresh, current)
      }
      syncPath(directory)
    },
    keep (wanted) {
      const others = namesIn(versions).filter((name) => !wanted.includes(name.slice(0, 64)) || name.endsWith('.new'))
      for (const name of others) if (name.endsWith('.json')) rmSync(join(versions, name))
      if (others.length > 0) syncPath(versions)
      for (const name of others) rmSync(join(versions, name), { recursive: true, force: true })
    },
    storedBytes: () => sumOf(storedSizes()),
    reclaimableBytes (wanted = []) {
      const sizes = storedSizes()
      const shown = currentDigest()
      for (const { sha256 } of [...wanted, ...(shown === undefined ? undefined : filesOf(shown)) ?? []]) sizes.delete(sha256)
      return sumOf(sizes)
    },
    forgetDownloads () {
      removeIncoming(() => false)
    }
  }
}
