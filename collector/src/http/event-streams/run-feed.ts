import type { RunHost, RunSummary } from '@mimamori/contract'
import type { Clock } from '../../clock/clock.ts'
import type { Updates } from '../../updates/updates.ts'
import type { EventStream } from './event-stream.ts'
import { runEvents, serverTime } from '../../updates/run-json.ts'
import { createTickingStreams } from './ticking-streams.ts'

interface Parts {
  readonly updates: Pick<Updates, 'get' | 'hosts' | 'hostsNamed' | 'onChange'>
  readonly clock: Clock
  readonly onError?: (error: unknown) => void
}

/**
 * Tells streams of single runs what has changed: all changes of a second together, built once for each run. Each event has
 * at most a hundred hosts (`{serverTime, run, hosts}`).
 */
export interface RunFeed {
  /** Tells the run with its first hosts (event `run`), its other hosts and then its changes (`change`); after its end `end`, and closes the stream. */
  add (stream: EventStream, run: string, requestId: string): void
  /** Sends what has changed since the last time; what the feed does every second while someone listens. */
  tick (): Promise<void>
  readonly streams: number
  close (): void
}

interface Listener {
  readonly run: string
  /** It has been told the whole, and takes part in the ticks. */
  live: boolean
  /** Hosts that changed while it was being told the whole; undefined where nothing did. */
  missed: Set<string> | undefined
}

const namedAtOnce = 100

export const createRunFeed = ({ updates, clock, onError }: Parts): RunFeed => {
  let changed = new Map<string, Set<string>>()

  const note = (run: string, hosts: Iterable<string>): void => {
    if (streams.listeners.values().some((listener) => listener.run === run)) changed.set(run, (changed.get(run) ?? new Set()).union(new Set(hosts)))
  }
  const stopListening = updates.onChange(({ run, hosts }) => note(run, hosts))

  const finish = (stream: EventStream): void => {
    stream.send('end', '{}')
    stream.close()
    streams.remove(stream)
  }
  /** What has changed in the meantime is told at the next tick, and only then is it the end. */
  const isOver = ({ run, endedAt }: RunSummary): boolean => endedAt !== null && !changed.has(run)

  const hostsNamed = async function* (run: string, names: readonly string[]): AsyncGenerator<readonly RunHost[]> {
    for (let first = 0; first < names.length; first += namedAtOnce) yield await updates.hostsNamed(run, names.slice(first, first + namedAtOnce))
  }
  const changeEvents = (summary: RunSummary, names: Iterable<string>) => runEvents({ serverTime: serverTime(clock), run: summary }, hostsNamed(summary.run, [...names]))

  const tellChange = async (run: string, names: ReadonlySet<string>): Promise<void> => {
    const summary = await updates.get(run)
    if (!summary) return
    const live = () => [...streams.listeners].filter(([, listener]) => listener.live && listener.run === run).map(([stream]) => stream)
    for await (const json of changeEvents(summary, names)) for (const stream of live()) stream.send('change', json)
    if (isOver(summary)) live().forEach(finish)
  }

  const tellChanges = async (): Promise<void> => {
    const untold = changed
    changed = new Map()
    for (const listener of streams.listeners.values()) {
      const names = untold.get(listener.run)
      if (names && !listener.live) listener.missed = names.union(listener.missed ?? new Set())
    }
    try {
      for (const [run, names] of untold) {
        await tellChange(run, names)
        untold.delete(run)
      }
    } finally {
      for (const [run, names] of untold) note(run, names)
    }
  }

  const streams = createTickingStreams<Listener>({ tell: tellChanges, forget: () => { changed = new Map() }, onError })

  /** As fast as the stream's reader reads, and no faster. */
  const sendAll = async (stream: EventStream, firstEvent: string, jsons: AsyncIterable<string>): Promise<void> => {
    let event = firstEvent
    for await (const json of jsons) {
      if (stream.closed) return
      stream.send(event, json)
      event = 'change'
      await stream.drained()
    }
  }
  const tellWhole = async (stream: EventStream, listener: Listener, requestId: string): Promise<void> => {
    const { run } = listener
    let summary = await updates.get(run)
    if (summary) await sendAll(stream, 'run', runEvents({ requestId, serverTime: serverTime(clock), run: summary }, updates.hosts(run)))
    while (summary && listener.missed && !stream.closed) {
      const names = listener.missed
      listener.missed = undefined
      summary = await updates.get(run)
      if (summary) await sendAll(stream, 'change', changeEvents(summary, names))
    }
    if (!summary || isOver(summary)) finish(stream)
    else listener.live = true
  }

  return {
    add (stream, run, requestId) {
      const listener: Listener = { run, live: false, missed: undefined }
      streams.add(stream, listener)
      tellWhole(stream, listener, requestId).catch((error: unknown) => {
        onError?.(error)
        stream.close()
      })
    },
    tick: () => streams.tick(),
    get streams () { return streams.listeners.size },
    close () {
      stopListening()
      streams.close()
    }
  }
}
