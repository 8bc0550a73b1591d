import { randomUUID } from 'node:crypto'
import type { FetchedRunRequest, RequestAction, RunRequest, RunRequestAnswer, WantedRun } from '@mimamori/contract'
import { allDevices } from '@mimamori/contract/audit-text'
import type { AuditLog } from '../../platform/audit/audit-log.ts'
import type { Author } from '../../platform/audit/author.ts'
import type { Clock } from '../../platform/clock/clock.ts'

/** A runner fetches again at once: after this, none listens. */
const listensForMs = 15_000
/** Nobody waits longer at the page. */
const waitsForMs = 60_000
/** Within this a runner has asked Ansible for its inventory, on a slow server as well. */
const answersWithinMs = 5 * 60_000
/**
 * Within this a device has used its new key, or the runner has given up: it waits a minute for another command, and three for the device.
 */
const rotatesWithinMs = 10 * 60_000
/** The first report of a run reaches the collector within this, from a runner that could just answer it. */
const reportsWithinMs = 60_000
/** More than people request at once; the oldest are forgotten. */
const mostStored = 50

interface StoredRequest {
  readonly fetched: FetchedRunRequest
  readonly requestedAtMs: number
  /** When it got its present state, by the monotonic clock. */
  sinceMonotonicMs: number
  state: RunRequest['state']
  run: string | null
  message: string | null
}

/** How long it may stay in its state. */
const longestMs = ({ state, fetched: { action } }: StoredRequest): number => {
  if (state === 'waiting') return waitsForMs
  if (state !== 'fetched') return Infinity
  return action === 'rotate-keys' ? rotatesWithinMs : answersWithinMs
}

/**
 * Runs and new keys that are requested on the page, for the update runner to fetch. The collector starts nothing itself, and the runner's
 * settings decide whether anything is started; it sends them each time it fetches. In memory: the requester waits at the
 * page, and a run that has begun is among the runs.
 */
export interface RunRequests {
  /** The actions that the runner which listens now would start; empty if none listens. */
  actions (): readonly RequestAction[]
  /** Undefined if no runner that listens would start it. */
  add (wanted: WantedRun, by: Author): Promise<RunRequest | undefined>
  /**
   * The oldest waiting one that can be started, as soon as there is one; undefined once the signal has fired.
   * It is given to one runner, once.
   */
  fetch (actions: readonly RequestAction[], ended: AbortSignal): Promise<FetchedRunRequest | undefined>
  /** Answers a request. False if nobody waits for the answer. */
  answer (id: string, answer: RunRequestAnswer): boolean
  /** Whether a runner has just answered that it started this run, whose first report may still be on its way. */
  hasJustStarted (run: string): boolean
  /** Newest first. */
  list (): readonly RunRequest[]
}

interface Deps {
  readonly audit: AuditLog
  readonly clock: Clock
}

const view = ({ fetched: { id, action, devices, by }, requestedAtMs, state, run, message }: StoredRequest): RunRequest =>
  ({ id, action, devices, by, requestedAt: new Date(requestedAtMs).toISOString(), state, run, message })

export const createRunRequests = ({ audit, clock }: Deps): RunRequests => {
  const active = new Map<string, StoredRequest>()
  /** Called when there is a new one, and then forgotten. */
  const fetching = new Set<() => void>()
  let offered: { readonly actions: readonly RequestAction[], readonly untilMonotonicMs: number } | undefined

  const become = (request: StoredRequest, state: StoredRequest['state']): void => {
    request.state = state
    request.sinceMonotonicMs = clock.monotonicMs()
  }
  const loseOld = (): void => {
    for (const request of active.values()) {
      if (clock.monotonicMs() - request.sinceMonotonicMs >= longestMs(request)) become(request, 'lost')
    }
  }
  const next = (actions: readonly RequestAction[]): StoredRequest | undefined => {
    loseOld()
    return [...active.values()].find(({ state, fetched: { action } }) => state === 'waiting' && actions.includes(action))
  }
  const offer = (actions: readonly RequestAction[]): void => { offered = { actions, untilMonotonicMs: clock.monotonicMs() + listensForMs } }
  const addedOr = async (ended: AbortSignal): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const wake = (): void => { resolve() }
    fetching.add(wake)
    ended.addEventListener('abort', wake, { once: true })
    await promise
    ended.removeEventListener('abort', wake)
    fetching.delete(wake)
  }
  /** A runner that prepares a run asks Ansible first, and then fetches again; new keys do not occupy it. */
  const isPreparing = (): boolean =>
    [...active.values()].some(({ state, fetched: { action } }) => state === 'fetched' && action !== 'rotate-keys')
  const actions = (): readonly RequestAction[] => {
    loseOld()
    return offered !== undefined && (fetching.size > 0 || clock.monotonicMs() < offered.untilMonotonicMs || isPreparing())
      ? offered.actions
      : []
  }

  return {
    actions,
    async add ({ action, devices, language }, by) {
      if (!actions().includes(action)) return undefined
      const [device] = devices?.length === 1 ? devices : []
      // It is in memory only: its requester is recorded before anybody can fetch it.
      await audit.record(by, {
        action: 'requestRun',
        subject: { type: 'run', name: action },
        ...(device !== undefined && { device }),
        changes: [
          { field: 'what', before: null, after: action },
          { field: 'devices', before: null, after: devices ?? allDevices }
        ]
      })
      const request: StoredRequest = {
        fetched: { id: randomUUID(), action, devices, by: by.name, language },
        requestedAtMs: clock.nowMs(),
        sinceMonotonicMs: clock.monotonicMs(),
        state: 'waiting',
        run: null,
        message: null
      }
      active.set(request.fetched.id, request)
      if (active.size > mostStored) active.delete(active.keys().next().value!)
      for (const wake of fetching) wake()
      return view(request)
    },
    async fetch (actions, ended) {
      offer(actions)
      let found = next(actions)
      while (found === undefined && !ended.aborted) {
        await addedOr(ended)
        // Nobody reads the answer after the end.
        if (!ended.aborted) found = next(actions)
      }
      offer(actions)
      if (found) become(found, 'fetched')
      return found?.fetched
    },
    answer (id, answer) {
      loseOld()
      const request = active.get(id)
      // A late answer is worth more than none.
      if (request?.state !== 'fetched' && request?.state !== 'lost') return false
      become(request, 'run' in answer ? 'started' : 'done' in answer ? 'done' : 'refused')
      if ('run' in answer) request.run = answer.run
      else request.message = 'done' in answer ? answer.done : answer.message
      return true
    },
    hasJustStarted: (run) =>
      [...active.values()].some((request) => request.run === run && clock.monotonicMs() - request.sinceMonotonicMs < reportsWithinMs),
    list () {
      loseOld()
      return [...active.values()].reverse().map(view)
    }
  }
}
