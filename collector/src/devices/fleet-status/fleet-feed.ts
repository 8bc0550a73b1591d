import type { ClientStatus, FleetChange } from '@mimamori/contract'
import type { DeviceSnapshot } from '../snapshot/device-snapshot.ts'
import { fingerprint } from '../snapshot/fingerprint.ts'
import { timeSlice } from '../../platform/event-loop/time-slice.ts'
import type { EventStream } from '../../platform/http/event-streams/event-stream.ts'
import { createTickingStreams } from '../../platform/http/event-streams/ticking-streams.ts'
import type { Reader } from '../../platform/language/reader.ts'
import { viewForReader, type FleetStatusDeps } from './fleet-status.ts'

/** Sends changes to the page's streams: all changes of a second together, built once for each language and time zone. */
export interface FleetFeed {
  /**
   * Call it before the whole fleet is built for the stream, so that no change falls between the two. Changes are queued
   * until `sendWhole`.
   */
  add (stream: EventStream, reader: Reader): void
  /** Sends the whole fleet to a new stream, and then the changes that came while that was built. */
  sendWhole (stream: EventStream, json: string): void
  /** Sends the changes since the last time; the feed does it every second while someone listens. */
  tick (): Promise<void>
  readonly streams: number
  close (): void
}

interface Listener {
  readonly reader: Reader
  /** The changes since it was added; undefined once the whole fleet was sent. */
  queued: string[] | undefined
}

const readsAlike = (one: Reader, other: Reader): boolean => one.language === other.language && one.timeZone === other.timeZone

const distinctReaders = (listeners: readonly Listener[]): readonly Reader[] =>
  listeners.map(({ reader }) => reader).filter((reader, place, all) => all.findIndex((other) => readsAlike(other, reader)) === place)

export const createFleetFeed = (
  { snapshots, frame, clock, timeZoneOf }: FleetStatusDeps,
  { onError }: { readonly onError?: (error: unknown) => void } = {}
): FleetFeed => {
  let fingerprints = new Map<string, string>()
  let bannersSent = ''

  /** The texts of the page's banners. The time in the clock's sentence advances: that alone is no change. */
  const banners = (): string => {
    const { clock: serverClock, storage, log, calendar, backup, restore } = frame({ language: 'en', timeZone: undefined }, clock.nowMs())
    return [serverClock.text?.replace(/\d/g, ''), storage.text, log.text, calendar.text, backup.text, restore.text].join('\n')
  }

  /** Changes start from the whole fleet that the first listener is sent. */
  const prime = () => {
    fingerprints = new Map(Array.from(snapshots.all(clock.nowMs()), (snapshot) => [snapshot.device.id, fingerprint(snapshot)]))
    bannersSent = banners()
  }

  const findChanges = async (): Promise<{ readonly changed: readonly DeviceSnapshot[], readonly removed: readonly string[] }> => {
    const next = new Map<string, string>()
    const changed: DeviceSnapshot[] = []
    const slice = timeSlice()
    for (const snapshot of snapshots.all(clock.nowMs())) {
      const { id } = snapshot.device
      next.set(id, fingerprint(snapshot))
      if (fingerprints.get(id) !== next.get(id)) changed.push(snapshot)
      await slice.pause()
    }
    const removed = [...fingerprints.keys()].filter((id) => !next.has(id))
    fingerprints = next
    return { changed, removed }
  }

  const messageFor = async (reader: Reader, { changed, removed }: Awaited<ReturnType<typeof findChanges>>): Promise<string> => {
    const clients: ClientStatus[] = []
    const slice = timeSlice()
    for (const snapshot of changed) {
      clients.push(viewForReader(snapshot, { ...reader, withLogs: false, timeZoneOf }))
      await slice.pause()
    }
    return JSON.stringify({ ...frame(reader, clock.nowMs()), clients, removed: [...removed] } satisfies FleetChange)
  }

  // The whole is read in slices: it can be older than a change made during that, and sent after it would undo it.
  const sendChange = (stream: EventStream, { queued }: Listener, message: string) => {
    if (queued) queued.push(message)
    else stream.send('change', message)
  }

  const sendChanges = async () => {
    const changes = await findChanges()
    const bannersNow = banners()
    const bannersChanged = bannersNow !== bannersSent
    bannersSent = bannersNow
    if (changes.changed.length === 0 && changes.removed.length === 0 && !bannersChanged) return
    for (const reader of distinctReaders([...streams.listeners.values()])) {
      const message = await messageFor(reader, changes)
      for (const [stream, listener] of streams.listeners) if (readsAlike(listener.reader, reader)) sendChange(stream, listener, message)
    }
  }

  const streams = createTickingStreams<Listener>({
    sendChanges,
    forget: () => {
      fingerprints = new Map()
    },
    onError
  })

  return {
    add (stream, reader) {
      if (streams.listeners.size === 0) prime()
      streams.add(stream, { reader, queued: [] })
    },
    sendWhole (stream, json) {
      stream.send('fleet', json)
      const listener = streams.listeners.get(stream)
      if (!listener) return
      for (const message of listener.queued ?? []) stream.send('change', message)
      listener.queued = undefined
    },
    tick: () => streams.tick(),
    get streams () {
      return streams.listeners.size
    },
    close: () => streams.close()
  }
}
