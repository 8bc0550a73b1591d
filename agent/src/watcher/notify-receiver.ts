import type { DeviceClock } from '../device/clock.ts'
import type { Logger } from '../log/logger.ts'
import type { Text } from '../text/index.ts'
import { describeProblem } from './describe-watch.ts'
import type { Notice } from './receiver-request.ts'
import type { ServerWatch } from './server-watch.ts'

export interface NotifierDeps {
  readonly clock: Pick<DeviceClock, 'wallMs'>
  readonly watch: ServerWatch
  /** Brings a notice to the receiver; rejects if it was not taken. Undefined if there is none. */
  readonly send: ((notice: Notice) => Promise<void>) | undefined
  readonly words: NoticeWords
  readonly log: Logger
}

/** The texts of a notice other than the problem. */
export interface NoticeWords {
  readonly text: Text
  /** The address of the server. */
  readonly address: string
  /** The host name of this device. */
  readonly host: string
}

/** Gives a function that notifies the receiver of anything due; what the receiver did not take stays due. It never rejects. */
export const receiverNotifier = ({ clock, watch, send, words: { text, address, host }, log }: NotifierDeps): () => Promise<void> => {
  /** When the outage or recovery that the receiver knows of began. */
  let startsMs = 0
  const noticeOf = (status: Notice['status']): Notice => {
    const state = watch.state()
    if (state.kind !== 'alarm') return { status, title: text.watcher.resolved, text: text.watcher.seenBy(host), startsMs }
    startsMs = clock.wallMs() - state.forMs
    return {
      status,
      title: text.watcher.alarm,
      text: `${describeProblem(state.problem, address, text)}\n${text.watcher.seenBy(host)}`,
      startsMs
    }
  }
  return async () => {
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
}
