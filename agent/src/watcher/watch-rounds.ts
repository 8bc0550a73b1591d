import type { DeviceClock } from '../device/clock.ts'
import type { Logger } from '../log/logger.ts'
import type { Text } from '../text/index.ts'
import type { ServerProblem } from './check-server.ts'
import { describeProblem } from './describe-watch.ts'
import type { ServerWatch } from './server-watch.ts'
import type { Notice } from './receiver-request.ts'

interface Options {
  readonly clock: DeviceClock
  readonly everyMs: number
  readonly watch: ServerWatch
  /** Never rejects. */
  readonly check: () => Promise<ServerProblem | undefined>
  /** Brings a notice to the receiver; rejects where it was not taken. Undefined where there is none. */
  readonly send: ((notice: Notice) => Promise<void>) | undefined
  readonly address: string
  readonly host: string
  readonly text: Text
  readonly log: Logger
  /** After each round. */
  readonly onRound: () => void
}

/** Checks the server round by round until the signal fires, and notifies the receiver of what is due; what it did not take is due in the next round. */
export const watchRounds = async ({ clock, everyMs, watch, check, send, address, host, text, log, onRound }: Options, signal: AbortSignal): Promise<void> => {
  /** When what the receiver knows of began. */
  let startsMs = 0
  let before: string | undefined

  const noticeOf = (status: Notice['status']): Notice => {
    const state = watch.state()
    if (state.kind !== 'alarm') return { status, title: text.watcher.resolved, text: text.watcher.seenBy(host), startsMs }
    startsMs = clock.wallMs() - state.forMs
    return { status, title: text.watcher.alarm, text: `${describeProblem(state.problem, address, text)}\n${text.watcher.seenBy(host)}`, startsMs }
  }
  const notify = async (): Promise<void> => {
    const due = watch.due()
    if (due === undefined || send === undefined) return
    try {
      await send(noticeOf(due))
      watch.notified(due)
      log.info({ status: due }, 'receiver notified')
    } catch (error) {
      log.error({ status: due, reason: (error as Error).message }, 'receiver not notified; trying again after the next check')
    }
  }

  while (!signal.aborted) {
    watch.note(await check())
    const state = watch.state()
    if (state.kind !== before) {
      if ('problem' in state) log.warn({ state: state.kind, problem: describeProblem(state.problem, address, text) }, 'server does not watch')
      else log.info({ state: state.kind }, 'server watches')
    }
    before = state.kind
    await notify()
    onRound()
    await clock.sleep(everyMs, signal)
  }
}
