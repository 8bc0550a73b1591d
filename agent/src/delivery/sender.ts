import type { Batch } from '../spool/batch/batch.ts'
import type { DeviceClock } from '../device/clock.ts'
import type { Channel } from './channel.ts'
import type { Deliver } from './deliver.ts'
import type { DeliveryOutcome } from './outcome.ts'
import { noBackoff, nextBackoff, type Backoff } from './backoff.ts'

interface SenderOptions {
  /** In the order in which they are served: after an outage the live report first, then logs, then late samples. */
  readonly channels: readonly Channel[]
  readonly deliver: Deliver
  readonly clock: DeviceClock
  readonly random: () => number
  /** See program/src/spread.ts. */
  readonly spread: number
  /** How often the device reports now. */
  readonly intervalMs: () => number
  /** Called after each try, once the channel has recorded it. */
  readonly onOutcome: (batch: Batch, outcome: DeliveryOutcome, backoff: Backoff) => void
}

export interface Sender {
  /** Something is there to deliver. While the sender waits after a failure this changes nothing. */
  wake (): void
  /** Ends after the try under way, which is cut off when the signal fires. */
  stop (cutOff: AbortSignal): Promise<void>
}

/** Settles the channel's head by its outcome. */
export const settle = (channel: Channel, outcome: DeliveryOutcome): void => {
  switch (outcome.kind) {
    case 'acknowledged': return channel.acknowledged()
    case 'too-large': return channel.tooLarge()
    case 'rejected': return channel.rejected()
    case 'full':
    case 'retry':
    case 'refused':
  }
}

/**
 * Sends batches to the collector, one at a time: before each try it checks again for the first channel that has
 * something, so that a live report never waits behind a backlog of logs.
 */
export const createSender = ({ channels, deliver, clock, random, spread, intervalMs, onOutcome }: SenderOptions): Sender => {
  const stopping = new AbortController()
  const cuttingOff = new AbortController()
  const isStopping = (): boolean => stopping.signal.aborted
  let backoff = noBackoff
  /** Channels of kinds that the collector takes no more of for now, and until when. */
  const full = new Map<Channel, { readonly backoff: Backoff, readonly untilMs: number }>()
  const fullForMs = (channel: Channel): number => Math.max(0, (full.get(channel)?.untilMs ?? 0) - clock.monotonicMs())
  let wanted = false
  let comesBackAtMs = Infinity
  let running: Promise<void> | undefined

  const serve = async (): Promise<void> => {
    while (!isStopping()) {
      const channel = channels.find((candidate) => fullForMs(candidate) === 0 && candidate.head() !== undefined)
      const batch = channel?.head()
      if (channel === undefined || batch === undefined) return
      const outcome = await deliver(batch, { signal: cuttingOff.signal })
      settle(channel, outcome)
      const timing = { random, spread, intervalMs: intervalMs() }
      if (outcome.kind === 'full') {
        const next = nextBackoff(full.get(channel)?.backoff ?? noBackoff, outcome, timing)
        full.set(channel, { backoff: next, untilMs: clock.monotonicMs() + next.waitMs })
        backoff = noBackoff
        onOutcome(batch, outcome, next)
        continue
      }
      if (outcome.kind === 'acknowledged') full.delete(channel)
      backoff = nextBackoff(backoff, outcome, timing)
      onOutcome(batch, outcome, backoff)
      if (backoff.waitMs > 0) await clock.sleep(backoff.waitMs, stopping.signal)
    }
  }

  /** Wakes up again for a channel that has something to send only later. */
  const comeBack = (): void => {
    const pauseMs = Math.min(...channels.map((channel) => fullForMs(channel) || channel.pauseMs?.() || Infinity))
    const atMs = clock.monotonicMs() + pauseMs
    if (isStopping() || atMs >= comesBackAtMs) return
    comesBackAtMs = atMs
    void clock.sleep(pauseMs, stopping.signal).then(() => {
      if (comesBackAtMs === atMs) comesBackAtMs = Infinity
      wake()
    })
  }

  const run = async (): Promise<void> => {
    while (wanted && !isStopping()) {
      wanted = false
      await serve()
    }
    running = undefined
    comeBack()
  }
  const wake = (): void => {
    wanted = true
    running ??= run()
  }

  return {
    wake,
    async stop (cutOff) {
      stopping.abort()
      const cut = (): void => cuttingOff.abort()
      if (cutOff.aborted) cut()
      else cutOff.addEventListener('abort', cut)
      await running
      cutOff.removeEventListener('abort', cut)
    }
  }
}
