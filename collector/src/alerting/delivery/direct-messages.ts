import type { FastifyBaseLogger } from 'fastify'
import type { Receiver } from '@mimamori/contract'
import type { Clock } from '../../clock/clock.ts'
import type { AlertmanagerClient } from '../alertmanager/alertmanager-client.ts'
import { isDirect } from '../alertmanager/integrations.ts'
import { lateEndReceiver } from '../alertmanager/late-ends.ts'
import type { Alerts } from '../alerts/alerts.ts'
import type { Receivers } from '../receivers/receivers.ts'
import { withoutSecrets } from '../receivers/secrets.ts'
import { failureIn, logLength, logSince } from '../testing/failure-in-log.ts'
import { failedFinding } from '../testing/failed-finding.ts'
import { requestCounts, type RequestCounts } from '../testing/request-counts.ts'
import type { NoteMessage } from './note-message.ts'

interface Parts {
  readonly client: Pick<AlertmanagerClient, 'metrics'>
  /** Alertmanager's log, where the collector may read it. */
  readonly logFile: string | undefined
  readonly receivers: Pick<Receivers, 'current' | 'lastMessages'>
  readonly alerts: Pick<Alerts, 'noteDelivered'>
  readonly noteMessage: NoteMessage
  readonly clock: Pick<Clock, 'nowMs'>
  readonly log: Pick<FastifyBaseLogger, 'warn'>
}

/** Counters begin anew when Alertmanager starts, or reads its configuration. */
const increase = (before: number, now: number): number => now >= before ? now - before : now

/** A message that is tried again and taken counts as delivered. `mixed`: one was taken and one given up, and which is not said. Undefined where nothing was sent. */
const outcomeOf = (before: RequestCounts | undefined, now: RequestCounts): 'delivered' | 'mixed' | 'failed' | undefined => {
  // Of what was before the first look, only that nothing ever failed says anything.
  if (before === undefined) return now.attempts > 0 && now.failures === 0 ? 'delivered' : undefined
  const [attempts, failures, givenUp] = (['attempts', 'failures', 'givenUp'] as const).map((each) => increase(before[each], now[each])) as [number, number, number]
  if (failures > 0 && attempts <= failures) return 'failed'
  if (attempts === 0) return undefined
  return givenUp > 0 ? 'mixed' : 'delivered'
}

/**
 * Finds out from Alertmanager's counters whether the messages that it sends itself were delivered: it reports nothing else about them. Where it
 * does not count by receiver (before 0.26), messages of one kind are delivered or fail together.
 */
export const directMessages = ({ client, logFile, receivers, alerts, noteMessage, clock, log }: Parts) => {
  /** Of the last look. */
  let metrics: string | undefined
  /** 0 before the first. */
  let sinceMs = 0
  let length: number | undefined

  const noteDelivered = async (receiver: Receiver, taken: { readonly sinceMs: number, readonly untilMs: number }): Promise<void> => {
    // What was taken before the first look may be weeks old: it ends a problem, and is no message of now.
    if (taken.sinceMs > 0 || receivers.lastMessages().get(receiver.name)?.problem) await noteMessage(receiver, undefined)
    await alerts.noteDelivered(receiver.name, taken)
  }
  const noteFailed = async (receiver: Receiver, said: string): Promise<void> => {
    const settings = receivers.current()
    const reason = withoutSecrets(failureIn(said, receiver.name) ?? '', settings)
    log.warn({ receiver: receiver.name, problem: reason }, 'receiver not notified')
    await noteMessage(receiver, failedFinding(receiver, settings, reason))
  }

  return {
    /** @throws what the client or the storage throws */
    async look (): Promise<void> {
      const direct = receivers.current().receivers.filter((receiver) => receiver.enabled && isDirect(receiver))
      const untilMs = clock.nowMs()
      const before = metrics
      metrics = await client.metrics()
      const said = length === undefined ? '' : await logSince(logFile, length)
      length = await logLength(logFile)
      for (const receiver of direct) {
        const counted = { integration: receiver.channel.type, receivers: [receiver.name, lateEndReceiver(receiver.name)] }
        const outcome = outcomeOf(before === undefined ? undefined : requestCounts(before, counted), requestCounts(metrics, counted))
        if (outcome === 'delivered') await noteDelivered(receiver, { sinceMs, untilMs })
        // It takes messages again. What was given up is sent again while it fires, and then fails alone.
        if (outcome === 'mixed') await noteMessage(receiver, undefined)
        if (outcome === 'failed') await noteFailed(receiver, said)
      }
      sinceMs = untilMs
    }
  }
}
