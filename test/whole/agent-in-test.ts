import { join } from 'node:path'
import type { LogItem } from '../../agent/src/spool/batch/log-batch.ts'
import { loadConfig } from '../../agent/src/config/load-config.ts'
import type { AgentConfig } from '../../agent/src/config/agent-config.ts'
import { createLogger } from '../../agent/src/log/logger.ts'
import { toLogItem } from '../../agent/src/run/agent-log.ts'
import { repeat, type DeviceClock } from '../../agent/src/device/clock.ts'
import { openSpools } from '../../agent/src/run/open-spools.ts'
import { createPusher } from '../../agent/src/run/pusher.ts'
import { startSources } from '../../agent/src/sources/start-sources.ts'
import { writeConfig } from '../../agent/test/agent-process.ts'
import type { ManualClock } from '../../agent/test/manual-clock.ts'
import { notYet, until } from '../../collector/test/until.ts'

interface AgentOptions {
  readonly url: string
  readonly key: string
  /** Outlives its runs: the spool is in it. */
  readonly directory: string
  readonly boot: string
  readonly clock: ManualClock
  readonly isSynchronised?: () => boolean
  readonly settings?: Readonly<Record<string, string | number>>
  /** What no setting can say. */
  readonly limits?: Partial<AgentConfig>
}

let streams = 0

/**
 * A run of the agent in the process of the test, by whose clock time passes: spool, sources and delivery as `mimamori-agent run` has them.
 * It leaves out what is measured, beside the state of the clock, and everything of systemd.
 */
export const startAgentInTest = ({
  url,
  key,
  directory,
  boot,
  clock,
  isSynchronised = () => true,
  settings = {},
  limits = {}
}: AgentOptions) => {
  const { file } = writeConfig(url, { CLIENT_KEY: key, SPOOL_DIRECTORY: join(directory, 'spool'), ...settings })
  const config = { ...loadConfig({ file, env: {} }), ...limits }
  const ids = { boot, stream: `${String(++streams).padStart(8, '0')}-3c7d-4a55-9a53-0e2f6f1f7c21` }
  const spools = openSpools({ config, ids, clock, onFullLogs: () => pusher.wake(), afterRead: () => undefined, log: () => log })
  const { logs: spool, samples } = spools
  const shipped: string[] = []
  const log = createLogger('info', (line) => {
    if (line.local) return
    shipped.push(line.message)
    spool.append({ items: [toLogItem(line, clock)], boot })
  })
  let sleeping = 0
  const senderClock: DeviceClock = {
    ...clock,
    sleep: (ms, signal) => {
      sleeping += 1
      return clock.sleep(ms, signal).finally(() => {
        sleeping -= 1
      })
    }
  }
  const pusher = createPusher({
    run: { config, ...ids, clock: senderClock, log },
    collector: { target: config.push!, readKeyAgain: () => undefined },
    spools,
    schedule: { intervalMs: 60_000, setInterval: () => undefined },
    random: () => 0.5,
    measure: {
      collect: () =>
        Promise.resolve([
          { name: 'mimamori_clock_synchronised', help: '', type: 'gauge', samples: [{ labels: {}, value: isSynchronised() ? 1 : 0 }] }
        ]),
      collectorNames: [],
      failing: new Map()
    },
    onChange: () => undefined
  })
  const read = new Set<string>()
  const sourceSpool: typeof spool = {
    ...spool,
    get fullness () {
      return spool.fullness
    },
    append (sourced, position) {
      for (const { message } of sourced.items) read.add(message)
      spool.append(sourced, position)
    }
  }
  const sources = startSources({
    config,
    spool: sourceSpool,
    bootStarts: spools.bootStarts,
    notedMs: spools.notedMs,
    boot,
    clock,
    log,
    afterRead: () => undefined
  })
  const stopping = new AbortController()
  const flushing = repeat({ everyMs: config.spoolFlushSeconds * 250, clock, signal: stopping.signal }, () => {
    for (const each of [spool, samples]) each.flush()
  })
  return {
    spool,
    samples,
    /** What it has logged itself and sends. */
    shipped,
    /** Whether a source has handed over this line at some time. */
    hasRead: (message: string): boolean => read.has(message),
    item: (message: string): LogItem => ({ monotonicMs: clock.monotonicMs(), wallMs: clock.wallMs(), level: 'info', message }),
    turn: () => pusher.turn(),
    /** No try is under way, and there will be none before time passes: none may arrive at another time than it was begun. */
    untilItSleeps: () => until('the sender sleeps', () => sleeping > 0, { everyMs: 1 }),
    /** Carries on until nothing waits; time passes while the sender sleeps. */
    async drain (passMs: (ms: number) => Promise<void>): Promise<void> {
      await pusher.turn()
      await until(
        'nothing waits',
        async () => {
          const items = spool.stats().items + samples.stats().items
          if (items === 0) return true
          if (sleeping > 0) await passMs(100)
          pusher.wake()
          return notYet({ items })
        },
        { everyMs: 1 }
      )
    },
    async stop (): Promise<void> {
      stopping.abort()
      await flushing
      await sources.stop()
      await pusher.stop()
      spool.close()
      samples.close()
    }
  }
}
export type AgentInTest = ReturnType<typeof startAgentInTest>
