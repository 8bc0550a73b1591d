import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ContentFile } from '@mimamori/contract'
import { lackingSpaceText } from '@mimamori/contract/lacking-space'
import type { DeviceClock } from '../device/clock.ts'
import { announcedSwitch, announceSwitch, waitForCheck, type SetChecks } from './set-check.ts'
import { openSetDirectory, sizeOf, type WantedSet } from './set-directory.ts'
import { readSetRecord, writeSetRecord, type SetRecord } from './set-record.ts'
import { ContentError, type ContentClient } from './content-client.ts'

/** A set on this device, and how it goes from one version to the next. */
export interface ContentSet {
  /** The version that is shown; undefined also while it lacks files. */
  readonly current: { readonly digest: string, readonly number: number | undefined } | undefined
  /** Whether the check of that version has not ended: it may still go back to the one before. */
  readonly isChecking: boolean
  /** The reason why the wanted version is not tried again. */
  readonly refusal: string | undefined
  /** Bytes that it would delete for a version that needs the space: the version before the one that is shown. */
  readonly reclaimableBytes: number
  /** Downloads what is missing of a version and switches to it. @throws the set is then what it was */
  install (wanted: WantedSet): Promise<void>
  /** Waits for the check of what was switched to, if there is one, and goes back if it fails. */
  settle (): Promise<void>
}

/** A version needs more space than the device can make. */
export class NoSpaceError extends Error {
  override readonly name = 'NoSpaceError'
  readonly lackingBytes: number

  constructor (lackingBytes: number) {
    super(lackingSpaceText.en(`${Math.ceil(lackingBytes / 1e6)} MB`))
    this.lackingBytes = lackingBytes
  }
}

interface Options {
  readonly directory: string
  readonly name: string
  readonly client: ContentClient
  readonly checks: SetChecks
  readonly clock: DeviceClock
  readonly signal: AbortSignal
  /** The space that content may take, in bytes. */
  readonly freeBytes: () => number
  /** Called before a download with all that is missing, and with what is left and what was received as it comes. */
  readonly onBytesLeft: (bytes: number, receivedBytes: number) => void
  readonly onSwitch: () => void
  /** Directories that are not this set's and that nobody needs. */
  readonly unassigned: { readonly bytes: () => number, readonly delete: () => void }
}

export const openContentSet = (
  { directory, name, client, checks, clock, signal, freeBytes, onBytesLeft, onSwitch, unassigned }: Options
): ContentSet => {
  const setDirectory = join(directory, name)
  const recordFile = join(setDirectory, 'record.json')
  const stored = openSetDirectory(setDirectory)
  const isChecked = checks.limitMs.has(name)
  const read = readSetRecord(recordFile)
  const shown = stored.current()
  /** A version that is shown is good, also where the record is lost, unless it says otherwise. */
  const isGood = shown !== undefined && shown !== read.pending && shown !== read.refused?.digest
  let record: SetRecord = { ...read, good: read.good ?? (isGood ? [shown] : []) }
  const write = (change: SetRecord): void => {
    record = { ...record, ...change }
    writeSetRecord(recordFile, record)
  }
  let isWhole = shown !== undefined && stored.isWhole(shown)
  /** Read after each change: a report asks more often. */
  let reclaimableBytes = stored.reclaimableBytes()
  const switchTo = (digest: string | undefined): void => {
    stored.switchTo(digest)
    isWhole = digest !== undefined && stored.isWhole(digest)
    reclaimableBytes = stored.reclaimableBytes()
  }
  const keep = (digests: readonly (string | undefined)[]): void => {
    stored.keep(digests)
    reclaimableBytes = stored.reclaimableBytes()
  }
  const isHere = (digest: string): boolean => existsSync(join(setDirectory, 'versions', digest))

  const accept = (digest: string): void => {
    const good = [digest, ...(record.good ?? []).filter((other) => other !== digest)].slice(0, 2)
    const numbers = Object.entries(record.numbers ?? {}).filter(([other]) => good.includes(other))
    write({ pending: undefined, good, numbers: Object.fromEntries(numbers) })
    stored.forgetDownloads()
    keep(good)
  }

  /** Leaves a version that was refused for the last good one; it needs no space, and makes some. */
  const leave = (): void => {
    const good = record.good?.find(isHere)
    switchTo(good)
    announceSwitch(setDirectory, good)
    keep(record.good ?? [])
    onSwitch()
  }

  const refuse = (digest: string, message: string): void => {
    try {
      // First on the disk: after a power cut it leaves all the same.
      write({ pending: undefined, refused: { digest, message }, good: (record.good ?? []).filter((other) => other !== digest) })
    } finally {
      leave()
    }
  }

  /** Files that came with another content: a cache between here and the collector is not asked for them again. */
  const mistaken = new Set<string>()

  const download = async ({ digest, files }: WantedSet): Promise<void> => {
    const leftOf = (sha256: string, size: number): number => size - Math.min(size, sizeOf(stored.incoming(sha256)) ?? 0)
    let missing: readonly ContentFile[] = []
    let left = 0
    const plan = (): void => {
      missing = stored.missing(files)
      left = missing.reduce((bytes, { sha256, size }) => bytes + leftOf(sha256, size), 0)
    }
    const lackingBytes = (): number => left === 0 ? 0 : left - freeBytes()
    const refuseIfFull = (reclaimable = 0): void => {
      const lacking = lackingBytes() - reclaimable
      if (lacking > 0) throw new NoSpaceError(lacking)
    }
    plan()
    onBytesLeft(left, 0)
    // Nothing is given up for a version that would not fit even so.
    if (lackingBytes() > 0) refuseIfFull(unassigned.bytes() + stored.reclaimableBytes(files))
    // The good version before the one that is shown goes last: it is what a person may go back to.
    for (const give of [unassigned.delete, () => keep([stored.current(), digest])]) {
      if (lackingBytes() <= 0) break
      give()
      plan()
    }
    onBytesLeft(left, 0)
    refuseIfFull()
    for (const file of missing) {
      const onBytes = (bytes: number): void => {
        left -= bytes
        onBytesLeft(left, Math.max(0, bytes))
      }
      try {
        await client.download(file, stored.incoming(file.sha256), { signal, onBytes, pastCaches: mistaken.has(file.sha256) })
        if (!await stored.accept(file)) {
          mistaken.add(file.sha256)
          throw new ContentError(`${file.path} came with another content than announced`)
        }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOSPC') refuseIfFull()
        throw error
      }
    }
    mistaken.clear()
  }

  return {
    get current () {
      const digest = stored.current()
      return digest === undefined || !isWhole ? undefined : { digest, number: record.numbers?.[digest] }
    },
    get isChecking () { return isChecked && record.pending !== undefined && record.pending === stored.current() },
    get refusal () { return record.refused?.message },
    get reclaimableBytes () { return reclaimableBytes },
    async install (wanted) {
      const { digest, number } = wanted
      if (record.refused?.digest === digest) return
      if (record.refused !== undefined || !existsSync(recordFile)) write({ refused: undefined })
      if (stored.current() === digest && isWhole) {
        stored.forgetDownloads()
        if (record.numbers?.[digest] !== number) write({ numbers: { ...record.numbers, [digest]: number } })
        return
      }
      await download(wanted)
      stored.build(wanted)
      // Before the switch: a version is never shown of which nobody knows that it is to be checked.
      write({ numbers: { ...record.numbers, [digest]: number }, pending: digest })
      switchTo(digest)
      onSwitch()
    },
    async settle () {
      const { pending, refused } = record
      if (refused !== undefined && stored.current() === refused.digest) leave()
      // A power cut may have left some.
      keep([...record.good ?? [], pending])
      const current = stored.current()
      if (pending === undefined || current !== pending) {
        // A power cut may have come between a switch and its announcement.
        if (announcedSwitch(setDirectory) !== current) announceSwitch(setDirectory, current)
        return
      }
      const token = announceSwitch(setDirectory, pending)
      const result = isChecked ? await waitForCheck({ name, setDirectory, token, checks, clock, signal }) : { ok: true, message: '' }
      if (result === undefined) return
      if (result.ok) accept(pending)
      else refuse(pending, result.message)
    }
  }
}
