import { spreadOf } from '@mimamori/program/spread'
import type { Clock } from '../../platform/clock/clock.ts'

export interface Scheduled {
  readonly id: string
  /** Differs if the item is scraped otherwise; a changed item is tried at once. */
  readonly target: string
}

interface Deps<Item extends Scheduled> {
  readonly clock: Pick<Clock, 'monotonicMs'>
  readonly intervalMs: number
  /** All items to scrape now. */
  readonly items: () => readonly Item[]
  /** Whether it succeeded. */
  readonly scrape: (item: Item, lane: Lane) => Promise<boolean>
  readonly onError: (error: unknown) => void
}

/**
 * Devices that answered promptly the last time, and all others: a scrape that hangs until its timeout takes a place only from the others,
 * so that a dark building, or a fleet of exporters that never answer, delays nobody whose exporter works.
 */
const lanes = ['prompt', 'others'] as const
export type Lane = typeof lanes[number]

const concurrency = 20
const promptMs = 2000
const passEveryMs = 1000

interface State { target: string, dueMs: number, lane: Lane, running: boolean }

export interface Scheduler {
  /** Starts the scrapes that are due. */
  pass (): void
  start (): void
  /** Starts nothing more, and resolves when the scrapes under way have ended. */
  close (): Promise<void>
}

/** Scrapes each item once an interval, at a time of its own within it; never twice at once, and a bounded number together. */
export const createScheduler = <Item extends Scheduled>({ clock, intervalMs, items, scrape, onError }: Deps<Item>): Scheduler => {
  const states = new Map<string, State>()
  const running = { prompt: new Set<Promise<void>>(), others: new Set<Promise<void>>() }
  let isFirstPass = true
  let timer: NodeJS.Timeout | undefined
  let isClosed = false

  const stateOf = ({ id, target }: Item, nowMs: number): State => {
    const known = states.get(id)
    if (known?.target === target) return known
    const dueMs = isFirstPass ? nowMs + spreadOf(id) * intervalMs : nowMs
    const state: State = known ?? { target, dueMs, lane: 'others', running: false }
    states.set(id, Object.assign(state, { target, dueMs, lane: 'others' as const }))
    return state
  }

  const run = async (item: Item, state: State): Promise<void> => {
    const startedMs = clock.monotonicMs()
    const { target, dueMs, lane } = state
    state.running = true
    state.dueMs = Math.max(dueMs + intervalMs, startedMs + intervalMs / 2)
    const succeeded = await scrape(item, lane).catch((error: unknown) => { onError(error) })
    state.running = false
    if (state.target === target) state.lane = succeeded === true && clock.monotonicMs() - startedMs < promptMs ? 'prompt' : 'others'
  }

  const pass = (): void => {
    if (isClosed) return
    const nowMs = clock.monotonicMs()
    const due: (readonly [Item, State])[] = []
    const wanted = new Set<string>()
    for (const item of items()) {
      wanted.add(item.id)
      const state = stateOf(item, nowMs)
      if (!state.running && state.dueMs <= nowMs) due.push([item, state])
    }
    isFirstPass = false
    for (const id of states.keys()) if (!wanted.has(id)) states.delete(id)
    for (const [item, state] of due.sort(([, a], [, b]) => a.dueMs - b.dueMs)) {
      const lane = running[state.lane]
      if (lane.size >= concurrency) continue
      const scraping = run(item, state).finally(() => {
        lane.delete(scraping)
        pass()
      })
      lane.add(scraping)
    }
  }

  return {
    pass,
    start () { timer ??= setInterval(pass, passEveryMs).unref() },
    async close () {
      isClosed = true
      clearInterval(timer)
      await Promise.all(lanes.flatMap((lane) => [...running[lane]]))
    }
  }
}
