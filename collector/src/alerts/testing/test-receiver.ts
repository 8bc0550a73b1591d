import { randomUUID } from 'node:crypto'
import { parse } from 'yaml'
import type { Receiver } from '@mimamori/contract'
import { inTurns } from '@mimamori/program/in-turns'
import type { Clock } from '../../platform/clock/clock.ts'
import { notificationTexts } from '../delivery/notification-text.ts'
import { AlertmanagerUnreachableError, type AlertmanagerClient } from '../alertmanager/alertmanager-client.ts'
import { testLabels, testReceiver } from '../alertmanager/routes.ts'
import type { Deliveries } from '../delivery/deliveries.ts'
import type { Receivers } from '../receivers/receivers.ts'
import { addressOf } from '../receivers/view-receiver.ts'
import { failureIn, logLength, logSince } from './failure-in-log.ts'
import { stepsOf, type TestResult, type TestStep } from './test-steps.ts'

/** A test's result, with its steps. `at`: the receiver's server. */
export interface TestReport extends TestResult {
  readonly at: string
  readonly steps: readonly TestStep[]
}

interface Deps {
  readonly receivers: Receivers
  readonly deliveries: Deliveries
  readonly alertmanager: {
    /** Both undefined if none is set. */
    readonly client: AlertmanagerClient | undefined
    readonly url: string | undefined
    /** Its log, if the collector may read it. */
    readonly logFile: string | undefined
  }
  readonly withoutSecrets: (text: string) => string
  readonly clock: Pick<Clock, 'nowMs'>
}

const waitSeconds = 20
const waitedLongEnough = { outcome: 'unknown', finding: { kind: 'noSign', seconds: waitSeconds } } as const

const takenFinding = ({ channel }: Receiver, at: string): TestResult['finding'] =>
  channel.type === 'email' ? { kind: 'mailTaken', at, to: channel.to.join(', ') } : { kind: 'taken', at }

const knows = (configuration: string, receiver: string): boolean => {
  const { receivers } = parse(configuration) as { readonly receivers?: readonly { readonly name?: string }[] }
  return receivers?.some(({ name }) => name === receiver) ?? false
}

/**
 * Sends a test alert to one receiver by Alertmanager, all the way that a real one takes, and finds out the result. One test at a
 * time.
 */
export const receiverTester = ({
  receivers,
  deliveries,
  alertmanager: { client, url, logFile },
  withoutSecrets,
  clock
}: Deps): ((name: string) => Promise<TestReport>) => {
  const inTurn = inTurns()

  /** Lets a test alert fire while `check` waits for the result, and no longer: a test that failed must not arrive later. */
  const whileTesting = async <Found>(
    { alertmanager, name, id }: { readonly alertmanager: AlertmanagerClient, readonly name: string, readonly id: string },
    check: () => Promise<Found>
  ): Promise<Found> => {
    const { en, ja } = notificationTexts
    const alert = {
      labels: { alertname: 'ReceiverTest', severity: 'info', [testLabels.receiver]: name, [testLabels.id]: id },
      annotations: {
        summary: en.test.summary,
        description: en.test.description,
        summary_ja: ja.test.summary,
        description_ja: ja.test.description
      }
    }
    await alertmanager.postAlerts([alert])
    try {
      return await check()
    } finally {
      // If that fails, Alertmanager ends it by itself in five minutes.
      await alertmanager.postAlerts([{ ...alert, endsAt: new Date(clock.nowMs()).toISOString() }]).catch(() => undefined)
    }
  }

  const send = async (alertmanager: AlertmanagerClient, receiver: Receiver): Promise<TestResult> => {
    const id = randomUUID()
    const length = await logLength(logFile)
    const arriving = deliveries.ofTest(id, AbortSignal.timeout(waitSeconds * 1000))
    const delivery = await whileTesting({ alertmanager, name: receiver.name, id }, () => arriving)
    if (delivery?.failure) return { outcome: 'failed', finding: { delivery: delivery.failure.problem } }
    if (delivery) return { outcome: 'arrived', finding: takenFinding(receiver, addressOf(receiver, receivers.current())) }
    const said = failureIn(await logSince(logFile, length), testReceiver(receiver.name))
    return said === undefined
      ? waitedLongEnough
      : { outcome: 'failed', finding: { kind: 'collectorNotReached', said: withoutSecrets(said) } }
  }

  const test = async (receiver: Receiver): Promise<TestResult> => {
    const { name } = receiver
    if (!receiver.enabled) return { outcome: 'not_sent', finding: { kind: 'disabled', name } }
    if (client === undefined) return { outcome: 'not_sent', finding: { kind: 'noAlertmanager' } }
    try {
      if (!knows(await client.runningConfiguration(), testReceiver(name))) {
        return { outcome: 'not_sent', finding: { kind: 'notInUse', name } }
      }
      return await send(client, receiver)
    } catch (error) {
      if (error instanceof AlertmanagerUnreachableError) return { outcome: 'not_sent', finding: { kind: 'unreachable', at: url! } }
      return { outcome: 'not_sent', finding: { kind: 'refused', said: withoutSecrets((error as Error).message) } }
    }
  }

  return (name) =>
    inTurn(async () => {
      const receiver = receivers.get(name)
      const result = await test(receiver)
      return { ...result, at: addressOf(receiver, receivers.current()), steps: stepsOf(result) }
    })
}
