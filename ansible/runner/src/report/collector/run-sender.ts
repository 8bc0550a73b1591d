import type { UpdateEnd } from '@mimamori/contract'
import { singleFlight } from '@mimamori/program/single-flight'
import type { RunnerClock } from '../../platform/clock.ts'
import { undeliveredRuns } from '../../state/undelivered.ts'
import type { StateDirectory } from '../../state/state-directory.ts'
import type { CollectorClient } from '../../collector/collector-client.ts'
import { deliverAll } from './deliver-all.ts'
import { deliveryRecord } from './delivery-record.ts'

/** The longest pause between two tries, in ticks of a second. */
const maxSkipped = 29

/** Decides at which ticks to try: at every one, and at fewer and fewer while the tries fail. */
interface Backoff {
  /** Call it at each tick. */
  isDue (): boolean
  /** The result of the last try. */
  record (hasFailed: boolean): void
}

export const createBackoff = (): Backoff => {
  let failures = 0
  let skip = 0
  return {
    isDue: () => skip-- <= 0,
    record (hasFailed) {
      failures = hasFailed ? failures + 1 : 0
      skip = failures === 0 ? 0 : Math.min(2 ** (failures - 1), maxSkipped)
    }
  }
}

/** Delivers a run to the collector while it is in progress, after the rest of earlier runs. The run does not wait for it. */
export interface RunSender {
  /** Sends the run's start, and then the lines that are added to its events file. */
  start (): void
  /** Resolves when everything so far has been tried. */
  end (end: UpdateEnd): Promise<void>
}

export interface RunSenderOptions {
  readonly run: string
  readonly state: StateDirectory
  readonly client: Pick<CollectorClient, 'send'>
  readonly clock: Pick<RunnerClock, 'nowMs'>
  readonly warn: (reason: string) => void
}

/** The page should show a device's next step within a second or two. */
const pollEveryMs = 1000

export const runSender = ({ run, state, client, clock, warn }: RunSenderOptions): RunSender => {
  const backoff = createBackoff()
  let runs: readonly string[] = [run]
  let timer: NodeJS.Timeout | undefined
  let ended: UpdateEnd | undefined
  let isBusy = false
  const deliver = singleFlight(async () => {
    isBusy = true
    try {
      const { waiting, isAway, refused } = await deliverAll({ runs, state, client, clock, ended: { run, end: ended } })
      backoff.record(isAway)
      for (const reason of refused) warn(reason)
      if (waiting !== undefined) warn(waiting)
    } finally {
      isBusy = false
    }
  }, ({ message }) => { warn(message) })

  return {
    start () {
      deliveryRecord(state.run(run).undelivered).begin()
      runs = [...undeliveredRuns(state).filter((one) => one !== run), run]
      timer = setInterval(() => { if (!isBusy && backoff.isDue()) void deliver() }, pollEveryMs).unref()
      void deliver()
    },
    async end (end) {
      clearInterval(timer)
      ended = end
      await deliver()
    }
  }
}
