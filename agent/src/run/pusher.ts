import type { AgentConfig, PushTarget } from '../config/agent-config.ts'
import { createCourier } from '../delivery/courier.ts'
import { createDeliver } from '../delivery/deliver.ts'
import { createTransport } from '../delivery/transport.ts'
import type { Clock } from '../device/clock.ts'
import { spreadOf } from '../device/spread.ts'
import type { LogItem } from '../batch/batch.ts'
import type { Logger } from '../log/logger.ts'
import { isClockSynchronised } from '../measure/clock-synchronised.ts'
import type { Measure } from '../measure/measure.ts'
import { reportText } from '../measure/report-text.ts'
import type { Spool } from '../spool/spool.ts'
import { version } from '../version.ts'
import { createChannels, readBacklog, type Channels } from './channels.ts'
import { createDeliveryLog, type DeliveryLog } from './delivery-log.ts'
import { sayFarewell, type Farewell } from './farewell.ts'

/** What pushes: it is given a turn at each interval, and carries what is there to the collector. */
export interface Pusher {
  /** Collects a report and has it carried; resolves when it is collected. */
  turn (): Promise<void>
  /** Ends the carrying and says goodbye; takes 8 s at most. */
  stop (): Promise<Farewell>
  readonly channels: Channels
  readonly deliveries: DeliveryLog
}

interface PusherOptions {
  readonly config: AgentConfig
  readonly target: PushTarget
  /** The key as the configuration has it now; undefined where it cannot be told. Asked before each try of a device that is refused. */
  readonly readKeyAgain: () => string | undefined
  readonly stream: string
  readonly boot: string
  readonly clock: Clock
  readonly random: () => number
  readonly log: Logger
  readonly logSpool: Spool<LogItem>
  readonly measure: Measure
  /** How often it is given a turn now. */
  readonly intervalMs: () => number
  /** The collector wants another interval. */
  readonly onInterval: (intervalSeconds: number) => void
  /** After each try. */
  readonly onChange: () => void
}

/** A collection that hangs, as on a file server that went first, or fails must not cost the goodbye: it then carries the newest report once more. */
const longestLastCollectionMs = 2000

const isInterval = (seconds: number): boolean => seconds >= 5 && seconds <= 3600

export const createPusher = ({ config, target, readKeyAgain, stream, boot, clock, random, log, logSpool, measure, intervalMs, onInterval, onChange }: PusherOptions): Pusher => {
  const transport = createTransport({ baseUrl: target.apiBaseUrl, timeoutMs: config.requestTimeoutSeconds * 1000, caFile: config.caFile })
  const channels = createChannels({ stream, boot, logSpool })
  const deliveries = createDeliveryLog(log, clock)
  let clockSynchronised = false
  let { clientKey } = target
  const noticeNewKey = (): void => {
    const key = readKeyAgain()
    if (key === undefined || key === clientKey) return
    clientKey = key
    log.info({}, 'the configuration has another key now, trying that one')
  }

  const deliver = createDeliver({
    transport,
    readSender () {
      if (deliveries.connection.state === 'refused') noticeNewKey()
      return { clientId: target.clientId, clientKey, agentVersion: version }
    },
    readAttempt: () => ({ boot, monotonicMs: clock.monotonicMs(), wallMs: clock.wallMs(), clockSynchronised, ...readBacklog(channels, clock.monotonicMs()) })
  })
  const courier = createCourier({
    channels: channels.inOrder,
    deliver,
    clock,
    random,
    spread: spreadOf(target.clientId),
    intervalMs,
    onOutcome (batch, outcome, pace) {
      deliveries.note(batch, outcome, pace)
      if (outcome.kind === 'acknowledged' && isInterval(outcome.answer.intervalSeconds)) onInterval(outcome.answer.intervalSeconds)
      onChange()
    }
  })
  let newest = ''
  const collect = async (): Promise<string> => {
    const families = await measure.collect()
    clockSynchronised = isClockSynchronised(families)
    newest = reportText(families, config)
    return newest
  }

  return {
    async turn () {
      channels.report.offer(await collect())
      courier.wake()
    },
    stop: () => sayFarewell({
      courier,
      channels,
      deliver,
      collect: () => Promise.race([collect().catch(() => newest), clock.sleep(longestLastCollectionMs).then(() => newest)]),
      log,
      isDelivering: () => deliveries.connection.state === 'delivering'
    }).finally(() => transport.close()),
    channels,
    deliveries
  }
}
