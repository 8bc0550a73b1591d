import type { DeviceClock } from '../device/clock.ts'
import type { ServerProblem } from './check-server.ts'
import type { ServerWatch } from './server-watch.ts'

interface Options {
  readonly clock: DeviceClock
  readonly everyMs: number
  readonly watch: ServerWatch
  /** Never rejects. */
  readonly check: () => Promise<ServerProblem | undefined>
  /** After each check, with whether the state is another than after the last. Never rejects. */
  readonly onRound: (isChanged: boolean) => Promise<void>
}

/** Checks the server round by round until the signal fires. */
export const watchRounds = async ({ clock, everyMs, watch, check, onRound }: Options, signal: AbortSignal): Promise<void> => {
  let before: string | undefined
  while (!signal.aborted) {
    watch.record(await check())
    const { kind } = watch.state()
    const isChanged = kind !== before
    before = kind
    await onRound(isChanged)
    await clock.sleep(everyMs, signal)
  }
}
