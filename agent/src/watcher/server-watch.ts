import { defaultRepeatSeconds } from '@mimamori/contract/alert-delays'
import type { DeviceClock } from '../device/clock.ts'
import type { ServerProblem } from './check-server.ts'

/** The state of the server as the watcher knows it. */
export type WatchState =
  /** Before the first check. */
  | { readonly kind: 'starting' }
  | { readonly kind: 'watching' }
  /** A problem that may pass by itself. */
  | { readonly kind: 'failing', readonly forMs: number, readonly problem: ServerProblem }
  /** It lasts too long: somebody is to see to it. */
  | { readonly kind: 'alarm', readonly forMs: number, readonly problem: ServerProblem }

export type Message = 'firing' | 'resolved'

export interface ServerWatch {
  record (problem: ServerProblem | undefined): void
  state (): WatchState
  /** The message that the receiver has not been sent yet, or is to be sent again. */
  due (): Message | undefined
  /** The receiver has taken it. */
  notified (message: Message): void
}

interface Options {
  readonly clock: Pick<DeviceClock, 'monotonicMs'>
  /** How long a problem may last. */
  readonly afterMs: number
}

/** The same interval as Alertmanager's. */
export const repeatMs = defaultRepeatSeconds * 1000

/** Decides from one check to the next, by the clock that nobody can set. */
export const createServerWatch = ({ clock, afterMs }: Options): ServerWatch => {
  let problem: ServerProblem | undefined
  let isChecked = false
  let sinceMs = 0
  /** When the receiver was last notified that the server does not watch; undefined once it was notified of the end. */
  let notifiedMs: number | undefined

  const state = (): WatchState => {
    if (problem === undefined) return { kind: isChecked ? 'watching' : 'starting' }
    const forMs = clock.monotonicMs() - sinceMs
    return { kind: forMs >= afterMs ? 'alarm' : 'failing', forMs, problem }
  }
  return {
    record (found) {
      if (problem === undefined) sinceMs = clock.monotonicMs()
      problem = found
      isChecked = true
    },
    state,
    due () {
      const { kind } = state()
      if (kind === 'watching') return notifiedMs === undefined ? undefined : 'resolved'
      return kind === 'alarm' && (notifiedMs === undefined || clock.monotonicMs() - notifiedMs >= repeatMs) ? 'firing' : undefined
    },
    notified (message) {
      notifiedMs = message === 'firing' ? clock.monotonicMs() : undefined
    }
  }
}
