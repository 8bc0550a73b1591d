import { setImmediate } from 'node:timers/promises'
import type { RunHost, RunSummary } from '@mimamori/contract'
import type { Clock } from '../clock/clock.ts'
import type { Updates } from '../updates/updates.ts'
import type { EventStream } from './event-stream.ts'

interface Parts {
  readonly updates: Pick<Updates, 'get' | 'hosts' | 'hostsNamed' | 'onChange'>
  readonly clock: Clock
}

/** What happened to a run since the last event of its stream, as JSON: `{serverTime, run, hosts}`. */
interface RunChange {
  readonly json: string
  readonly ended: boolean
}

/** Tells streams of single runs what has changed: all changes of a second together, built once for each run. */
export interface RunFeed {
  /** Tells the whole run (event `run`), then its changes (`change`); after its end `end`, and closes the stream. */
  add (stream: EventStream, run: string, requestId: string): void
  /** Sends what has changed since the last time; what the feed does every second while someone listens. */
  tick (): Promise<void>
  readonly streams: number
  close (): void
}

interface Listener {
  readonly run: string
  /** The changes since it was added; undefined once it was told the whole. */
  held: RunChange[] | undefined
}

const tickMs = 1000
const beatEveryTicks = 15
const namedAtOnce = 100

export const serverTime = (clock: Clock): string => new Date(clock.nowMs()).toISOString()

/** A run and its hosts as JSON, in pieces that let other work in between. */
export async function* runJson (head: Readonly<Record<string, unknown>> & { readonly run: RunSummary }, pages: AsyncIterable<readonly RunHost[]>): AsyncGenerator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"hosts":[`
  let comma = ''
  for await (const page of pages) {
    yield comma + page.map((host) => JSON.stringify(host)).join(',')
    comma = ','
    await setImmediate()
  }
  yield ']}'
}

const gather = async (pieces: AsyncIterable<string>): Promise<string> => {
  let json = ''
  for await (const piece of pieces) json += piece
  return json
}

export const createRunFeed = ({ updates, clock, onError }: Parts & { readonly onError?: (error: unknown) => void }): RunFeed => {
  const listeners = new Map<EventStream, Listener>()
  let changed = new Map<string, Set<string>>()
  let timer: NodeJS.Timeout | undefined
  let ticks = 0
  let busy = false

  const stopListening = updates.onChange(({ run, hosts }) => {
    if (![...listeners.values()].some((listener) => listener.run === run)) return
    const names = changed.get(run) ?? new Set<string>()
    for (const host of hosts) names.add(host)
    changed.set(run, names)
  })

  const finish = (stream: EventStream): void => {
    stream.send('end', '{}')
    stream.close()
    listeners.delete(stream)
  }
  const send = (stream: EventStream, change: RunChange): void => {
    stream.send('change', change.json)
    if (change.ended) finish(stream)
  }

  const hostsNamed = async function* (run: string, names: readonly string[]): AsyncGenerator<readonly RunHost[]> {
    for (let first = 0; first < names.length; first += namedAtOnce) yield await updates.hostsNamed(run, names.slice(first, first + namedAtOnce))
  }
  const changeOf = async (run: string, names: readonly string[]): Promise<RunChange | undefined> => {
    const summary = await updates.get(run)
    if (!summary) return undefined
    const json = await gather(runJson({ serverTime: serverTime(clock), run: summary }, hostsNamed(run, names)))
    // What has changed in the meantime is told at the next tick, and only then is it the end.
    return { json, ended: summary.endedAt !== null && !changed.has(run) }
  }

  const tick = async (): Promise<void> => {
    if (busy) return
    busy = true
    try {
      for (const stream of listeners.keys()) if (stream.closed) listeners.delete(stream)
      if (listeners.size === 0) {
        stop()
        return
      }
      ticks += 1
      const changes = changed
      changed = new Map()
      for (const [run, names] of changes) {
        const change = await changeOf(run, [...names])
        if (!change) continue
        for (const [stream, listener] of listeners) {
          if (listener.run !== run) continue
          if (listener.held) listener.held.push(change)
          else send(stream, change)
        }
      }
      if (ticks % beatEveryTicks === 0) for (const stream of listeners.keys()) stream.beat()
    } finally {
      busy = false
    }
  }

  const stop = (): void => {
    clearInterval(timer)
    timer = undefined
    changed = new Map()
  }

  const tellWhole = async (stream: EventStream, run: string, requestId: string): Promise<void> => {
    const summary = await updates.get(run)
    if (!summary) {
      finish(stream)
      return
    }
    stream.send('run', await gather(runJson({ requestId, serverTime: serverTime(clock), run: summary }, updates.hosts(run))))
    const listener = listeners.get(stream)
    const held = listener?.held ?? []
    if (listener) listener.held = undefined
    if (summary.endedAt !== null) finish(stream)
    for (const change of held) if (listeners.has(stream)) send(stream, change)
  }

  return {
    add (stream, run, requestId) {
      listeners.set(stream, { run, held: [] })
      timer ??= setInterval(() => { tick().catch((error: unknown) => onError?.(error)) }, tickMs).unref()
      tellWhole(stream, run, requestId).catch((error: unknown) => {
        onError?.(error)
        stream.close()
      })
    },
    tick,
    get streams () { return listeners.size },
    close () {
      stop()
      stopListening()
      for (const stream of listeners.keys()) stream.close()
      listeners.clear()
    }
  }
}
