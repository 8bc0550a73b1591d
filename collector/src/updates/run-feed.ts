import type { RunSummary } from '@mimamori/contract'
import type { Clock } from '../platform/clock/clock.ts'
import type { Updates } from './updates.ts'
import type { EventStream } from '../platform/http/event-streams/event-stream.ts'
import type { RunRequests } from './run-requests/run-requests.ts'
import { changeEvents, sendRun } from './send-run.ts'
import { createTickingStreams } from '../platform/http/event-streams/ticking-streams.ts'

interface Deps {
  readonly runRequests: Pick<RunRequests, 'hasJustStarted'>
  readonly updates: Pick<Updates, 'get' | 'hosts' | 'hostsNamed' | 'onChange'>
  readonly clock: Clock
  readonly onError?: (error: unknown) => void
}

/**
 * Sends changes to the streams of single runs: all changes of a second together, built once for each run. Each event has
 * at most a hundred hosts (`{serverTime, run, hosts}`).
 */
export interface RunFeed {
  /**
   * Sends the run with its first hosts (event `run`), its other hosts and then its changes (`change`); after its
   * end `end`, and closes the stream. A run that has just started is waited for; `end` alone says that there is none.
   */
  add (stream: EventStream, run: string, requestId: string): void
  /** Sends the changes since the last time; the feed does it every second while someone listens. */
  tick (): Promise<void>
  readonly streams: number
  close (): void
}

interface Listener {
  readonly run: string
  readonly requestId: string
  /** Whether the run is looked for at the next tick: it has just started, and its first report has not come. */
  isAwaited: boolean
  /** Whether the whole run was sent to it, so that it takes part in the ticks. */
  live: boolean
  /** Hosts that changed while it was sent the whole; undefined if none did. */
  missed: Set<string> | undefined
}

export const createRunFeed = ({ updates, runRequests, clock, onError }: Deps): RunFeed => {
  /** Hosts by run, not yet sent. */
  let changed = new Map<string, Set<string>>()

  const record = (run: string, hosts: Iterable<string>): void => {
    if (streams.listeners.values().some((listener) => listener.run === run)) {
      changed.set(run, (changed.get(run) ?? new Set()).union(new Set(hosts)))
    }
  }
  const stopListening = updates.onChange(({ run, hosts }) => record(run, hosts))

  const finish = (stream: EventStream): void => {
    stream.send('end', '{}')
    stream.close()
    streams.remove(stream)
  }
  /** Changes made during that are sent at the next tick, before the end. */
  const isOver = ({ run, endedAt }: RunSummary): boolean => endedAt !== null && !changed.has(run)

  const sendChange = async (run: string, names: ReadonlySet<string>): Promise<void> => {
    const summary = await updates.get(run)
    if (!summary) return
    const live = () => [...streams.listeners].filter(([, listener]) => listener.live && listener.run === run).map(([stream]) => stream)
    for await (const json of changeEvents({ updates, clock }, summary, names)) for (const stream of live()) stream.send('change', json)
    if (isOver(summary)) live().forEach(finish)
  }

  const sendChanges = async (): Promise<void> => {
    const unsent = changed
    changed = new Map()
    for (const listener of streams.listeners.values()) {
      const names = unsent.get(listener.run)
      if (names && !listener.live) listener.missed = names.union(listener.missed ?? new Set())
    }
    for (const [stream, listener] of streams.listeners) if (listener.isAwaited) begin(stream, listener)
    try {
      for (const [run, names] of unsent) {
        await sendChange(run, names)
        unsent.delete(run)
      }
    } finally {
      for (const [run, names] of unsent) record(run, names)
    }
  }

  const streams = createTickingStreams<Listener>({ sendChanges, forget: () => { changed = new Map() }, onError })

  const sendWhole = async (stream: EventStream, listener: Listener): Promise<void> => {
    const { run, requestId } = listener
    const takeMissed = (): ReadonlySet<string> | undefined => {
      const { missed } = listener
      listener.missed = undefined
      // In the same turn: changes from now on are sent by the ticks.
      listener.live = missed === undefined
      return missed
    }
    const summary = await sendRun({ updates, clock }, stream, { run, requestId, takeMissed })
    if (!summary && runRequests.hasJustStarted(run)) Object.assign(listener, { isAwaited: true, live: false } satisfies Partial<Listener>)
    else if (!summary || isOver(summary)) finish(stream)
  }
  const begin = (stream: EventStream, listener: Listener): void => {
    listener.isAwaited = false
    // The whole has them, since it is read from now on.
    listener.missed = undefined
    sendWhole(stream, listener).catch((error: unknown) => {
      onError?.(error)
      stream.close()
    })
  }

  return {
    add (stream, run, requestId) {
      const listener: Listener = { run, requestId, isAwaited: false, live: false, missed: undefined }
      streams.add(stream, listener)
      begin(stream, listener)
    },
    tick: () => streams.tick(),
    get streams () { return streams.listeners.size },
    close () {
      stopListening()
      streams.close()
    }
  }
}
