import type { BatchAnswer } from '@mimamori/contract'
import { clientKeyHeader } from '@mimamori/contract/headers'
import type { PushTarget } from '../config/agent-config.ts'
import { createSender } from '../delivery/sender.ts'
import { createDeliver } from '../delivery/deliver.ts'
import { createTransport } from '../delivery/transport.ts'
import { spreadOf } from '@mimamori/program/spread'
import type { Measure } from '../measure/measure.ts'
import { version } from '../version.ts'
import type { AgentRun } from './agent-run.ts'
import { createAttempts } from './attempts.ts'
import { createChannels, type Channels } from './channels.ts'
import { createCurrentKey } from './current-key.ts'
import { createDeliveryLog, type DeliveryLog } from './delivery-log.ts'
import { sendShutdownReport, type ShutdownReport } from './shutdown-report.ts'
import type { Spools } from './open-spools.ts'
import { createReports } from './reports.ts'
import type { Schedule } from './schedule.ts'
import type { Content } from './start-content.ts'

/** Pushes to the collector: at each interval it delivers what is there. */
export interface Pusher {
  /** Collects a report and has it delivered; resolves when it is collected. */
  turn (): Promise<void>
  /** There is something to send before the next turn. */
  wake (): void
  /** Ends the delivery and sends a shutdown report; takes 8 s at most. */
  stop (): Promise<ShutdownReport>
  /** Sends JSON on the same connection; gives the status of the answer. @throws if there is none */
  post (path: string, body: Buffer): Promise<number>
  /** The device's key as it is now tried. */
  key (): string
  readonly channels: Channels
  readonly deliveries: DeliveryLog
}

interface PusherOptions {
  readonly run: AgentRun
  readonly collector: {
    readonly target: PushTarget
    /** The key as the configuration has it now; undefined if it cannot be read. Called before each try of a device that is refused. */
    readonly readKeyAgain: () => string | undefined
  }
  readonly spools: Spools
  readonly content?: Pick<Content, 'version' | 'answered'> | undefined
  readonly measure: Measure
  /** How often it is given a turn; set if the collector answers with another interval. */
  readonly schedule: Pick<Schedule, 'intervalMs' | 'setInterval'>
  /** From 0 to below 1, for backoff. */
  readonly random: () => number
  /** After each try. */
  readonly onChange: () => void
}

const isInterval = (seconds: number): boolean => seconds >= 5 && seconds <= 3600

export const createPusher = ({
  run,
  collector: { target, readKeyAgain },
  spools,
  content,
  measure,
  schedule,
  random,
  onChange
}: PusherOptions): Pusher => {
  const { config, stream, boot, clock, log } = run
  const transport = createTransport({ baseUrl: target.apiBaseUrl, timeoutMs: config.requestTimeoutSeconds * 1000, caFile: config.caFile })
  const channels = createChannels({
    stream,
    boot,
    logSpool: spools.logs,
    sampleSpool: spools.samples,
    clock,
    backlogLinesPerSecond: config.logBacklogLinesPerSecond
  })
  const deliveries = createDeliveryLog(log, clock)
  const reports = createReports({ config, measure, clock })
  const currentKey = createCurrentKey(target.clientKey, {
    readAgain: readKeyAgain,
    isRefused: () => deliveries.connection.state === 'refused',
    log
  })
  const attempts = createAttempts({ run, channels, spools, reports, content })
  const deliver = createDeliver({
    transport,
    readIdentity: () => ({ clientId: target.clientId, clientKey: currentKey(), agentVersion: version }),
    readAttempt: (batch) => attempts.read(batch)
  })
  const recordAnswer = (answer: BatchAnswer): void => {
    const { intervalSeconds, lateSamples } = answer
    attempts.noteAcknowledged()
    channels.samples.setWanted(lateSamples)
    if (isInterval(intervalSeconds)) schedule.setInterval(intervalSeconds * 1000)
    content?.answered(answer)
  }
  const sender = createSender({
    channels: channels.inOrder,
    deliver,
    clock,
    random,
    spread: spreadOf(target.clientId),
    intervalMs: () => schedule.intervalMs,
    onOutcome (batch, outcome, backoff) {
      deliveries.record(batch, outcome, backoff)
      if (outcome.kind === 'acknowledged') recordAnswer(outcome.answer)
      onChange()
    }
  })

  return {
    async turn () {
      channels.report.offer(await reports.collect())
      if (reports.clockSynchronised) spools.bootStarts.record({ wallMs: clock.wallMs(), monotonicMs: clock.monotonicMs() })
      sender.wake()
    },
    wake: () => sender.wake(),
    stop: () =>
      sendShutdownReport({
        sender,
        channels,
        async deliver (batch, options) {
          const outcome = await deliver(batch, options)
          if (outcome.kind === 'acknowledged') attempts.noteAcknowledged()
          return outcome
        },
        collect: () => reports.collectLast(),
        log,
        isDelivering: () => deliveries.connection.state === 'delivering'
      }).finally(() => transport.close()),
    async post (path, body) {
      const headers = { 'content-type': 'application/json', [clientKeyHeader]: currentKey() }
      return (await transport.post({ path, headers, body })).status
    },
    key: currentKey,
    channels,
    deliveries
  }
}
