import { join } from 'node:path'
import type { DeviceContent } from '@mimamori/contract'
import { noBackoff, nextBackoff } from '../delivery/backoff.ts'
import type { DeviceClock } from '../device/clock.ts'
import { ContentError, type ContentClient } from './content-client.ts'
import { openContentDirectory } from './content-directory.ts'
import { checkFailed, problemOf, type ContentProblem } from './content-problem.ts'
import { openContentSet, type ContentSet } from './content-set.ts'
import { setState, type ContentState, type KnownSet } from './content-state.ts'
import { writeOpeningHours } from './opening-hours.ts'
import type { SetChecks } from './set-check.ts'
import { readWholeVersion, writeWholeVersion } from './whole-version.ts'

/** Brings this device the content that the collector wants it to have, and keeps what it has until then. */
export interface ContentSync {
  /** Called with each answer of the collector, which may say within which time devices begin to download the version. */
  want (version: string, spreadMs?: number): void
  readonly version: string | undefined
  state (): ContentState
  /** Ends what is under way; it goes on from there. */
  stop (): Promise<void>
}

interface Options {
  readonly directory: string
  readonly client: ContentClient
  readonly checks: SetChecks
  readonly clock: DeviceClock
  /** From 0 to below 1. */
  readonly random: () => number
  /** The device's own number, see program/src/spread.ts. */
  readonly spread: number
  readonly intervalMs: () => number
  /** After each change of a set. */
  readonly onChange: () => void
  /** With each piece of a download. */
  readonly onProgress: (bytes: number) => void
  /** With each problem, also one that stays; of a set, or without a name of all. */
  readonly onProblem: (problem: ContentProblem, name: string | undefined) => void
}

/** The longest time over which devices that hear of a new version in one moment spread their downloads. */
const mostSpreadMs = 60_000

export const startContentSync = (
  { directory, client, checks, clock, random, spread, intervalMs, onChange, onProgress, onProblem }: Options
): ContentSync => {
  const stopping = new AbortController()
  const { signal } = stopping
  const stored = openContentDirectory(directory)
  const sets = new Map<string, KnownSet>()
  /** Why the manifest could not be had, or nothing be written. */
  let problem: ContentProblem | undefined
  let whole = readWholeVersion(directory)
  /** The names in the last manifest; at the start, of what was whole. Of a refused set, the device keeps what it has. */
  let assigned = whole && { sets: Object.keys(whole.digests), refused: whole.refused ?? [] }
  let unassignedBytes: number | undefined
  let version: string | undefined
  let wanted: string | undefined
  let spreadMs = mostSpreadMs
  /** The version of which all was done that can be done. */
  let settled: string | undefined
  let pause = new AbortController()

  const isGood = (name: string, digest: string): boolean => {
    const set = sets.get(name)?.set
    return set?.current?.digest === digest && !set.isChecking
  }
  const readVersion = (): void => {
    const isWhole = whole !== undefined && Object.entries(whole.digests).every(([name, digest]) => isGood(name, digest))
    version = isWhole ? whole!.version : undefined
    onChange()
  }
  /** Sets that are this device's no more stay while there is space: an application may still read them. */
  const unassignedSets = (): readonly string[] =>
    stored.names().filter((name) => assigned && !assigned.sets.includes(name) && !assigned.refused.includes(name))
  /** Sets that the collector refuses to the device and of which it has something. */
  const refusedSets = ({ refused = [] }: DeviceContent): readonly string[] =>
    stored.names().filter((name) => refused.includes(name))
  const unassigned = {
    bytes: () => stored.storedBytes(unassignedSets()),
    delete () {
      stored.delete(unassignedSets())
      unassignedBytes = 0
    }
  }
  const open = (name: string): KnownSet => {
    const known = sets.get(name) ?? {
      set: openContentSet({
        directory, name, client, checks, clock, signal, freeBytes: () => stored.freeBytes(),
        onBytesLeft (bytes, receivedBytes) {
          known.bytesLeft = bytes
          onProgress(receivedBytes)
          if (receivedBytes === 0 || known.problem === undefined) return
          known.problem = undefined
          onChange()
        },
        onSwitch: readVersion,
        unassigned
      })
    }
    sets.set(name, known)
    return known
  }

  /** Does a step; one that fails holds back no other. Gives the problem, and how long the collector asks to wait. */
  const attempt = async (
    name: string | undefined, step: () => Promise<void>
  ): Promise<{ readonly problem?: ContentProblem, readonly waitMs: number }> => {
    try {
      await step()
      return { waitMs: 0 }
    } catch (error) {
      const problem = problemOf(error)
      if (!signal.aborted) onProblem(problem, name)
      return { problem, waitMs: error instanceof ContentError ? error.waitMs ?? 0 : 0 }
    }
  }
  const attemptSet = async (name: string, step: (set: ContentSet) => Promise<void>): Promise<number> => {
    const result = await attempt(name, async () => step(open(name).set))
    const known = sets.get(name)
    const refusal = known?.set.refusal
    if (known !== undefined) {
      const refused = refusal === undefined ? undefined : checkFailed(refusal)
      if (refused !== undefined) onProblem(refused, name)
      known.problem = result.problem ?? refused
      // A version that is wanted no more may have left some.
      if (result.problem === undefined && known.bytesLeft !== undefined) known.bytesLeft = 0
    }
    onChange()
    return result.waitMs
  }
  const isTemporary = ({ kind }: ContentProblem): boolean => kind !== 'check_failed'
  const canRetry = (): boolean => problem !== undefined || [...sets.values()].some((set) => set.problem && isTemporary(set.problem))

  const bringSets = async (content: DeviceContent): Promise<number> => {
    const assignment = assigned = { sets: content.sets.map(({ name }) => name), refused: content.refused ?? [] }
    for (const name of sets.keys()) if (!assignment.sets.includes(name)) sets.delete(name)
    unassignedBytes = unassigned.bytes()
    const waits = refusedSets(content).map((name) => attemptSet(name, (set) => set.settle()))
    for (const wantedSet of content.sets) {
      const { name } = wantedSet
      const installing = attemptSet(name, (set) => set.install(wantedSet))
      waits.push(installing)
      await installing
      // The next is downloaded while this one is checked.
      if (sets.get(name)?.problem === undefined) waits.push(attemptSet(name, (set) => set.settle()))
    }
    const waitMs = Math.max(0, ...await Promise.all(waits))
    if (!signal.aborted && content.sets.every(({ name, digest }) => isGood(name, digest))) {
      const digests = Object.fromEntries(content.sets.map(({ name, digest }) => [name, digest]))
      whole = { version: content.version!, digests, refused: content.refused }
      writeWholeVersion(directory, whole)
    }
    return waitMs
  }

  /** Installs what the collector wants at this moment, which may be newer than what it has said. */
  const bring = async (): Promise<number> => {
    let waitMs = 0
    const result = await attempt(undefined, async () => {
      const content = await client.manifest(signal)
      wanted = content.version ?? version
      if (content.version === null) return
      for (const name of [...content.sets.map((set) => set.name), ...refusedSets(content)]) {
        await attempt(name, async () => { writeOpeningHours(join(directory, name), content.openingHours) })
      }
      waitMs = await bringSets(content)
    })
    problem = result.problem
    readVersion()
    if (!canRetry()) settled = wanted
    return Math.max(waitMs, result.waitMs)
  }

  const isMissing = (): boolean => !signal.aborted && wanted !== undefined && wanted !== version && wanted !== settled

  const run = async (): Promise<void> => {
    let backoff = noBackoff
    if (isMissing()) await clock.sleep(spread * Math.min(mostSpreadMs, spreadMs, intervalMs()), signal)
    while (isMissing()) {
      const waitMs = await bring()
      if (!canRetry()) continue
      backoff = nextBackoff(backoff, { kind: 'retry', reason: '', waitMs }, { random, spread, intervalMs: intervalMs() })
      pause = new AbortController()
      await clock.sleep(backoff.waitMs, AbortSignal.any([signal, ...waitMs > 0 ? [] : [pause.signal]]))
    }
    client.close()
  }

  /** Checks versions that were switched to when the device lost its power, without any network. */
  const recover = async (): Promise<void> => {
    if (assigned !== undefined) unassignedBytes = unassigned.bytes()
    const checking = stored.names().map((name) => attemptSet(name, (set) => set.settle()))
    readVersion()
    await Promise.all(checking)
    readVersion()
    await run()
  }

  // Later than this call: its first changes are told to the caller, which has it by then.
  let running: Promise<void> | undefined = Promise.resolve().then(recover).finally(() => { running = undefined })

  return {
    want (next, withinMs = mostSpreadMs) {
      wanted = next
      spreadMs = withinMs
      // The collector answers: what was not to be had may be now.
      if (problem !== undefined || [...sets.values()].some((set) => set.problem?.kind === 'not_downloaded')) pause.abort()
      if (isMissing()) running ??= run().finally(() => { running = undefined })
    },
    get version () { return version },
    state () {
      // Refused ones last: a report has only so many.
      const isRefused = ([name]: readonly [string, KnownSet]): number => Number(assigned?.refused.includes(name) ?? false)
      const ordered = [...sets].sort((one, other) => isRefused(one) - isRefused(other))
      return {
        directory, version, ...stored.access(), reclaimableBytes: unassignedBytes, problem,
        sets: ordered.map(([name, set]) => setState(name, set))
      }
    },
    async stop () {
      stopping.abort()
      await running
      client.close()
    }
  }
}
