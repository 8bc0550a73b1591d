import { join } from 'node:path'
import type { LogItem } from '../../agent/src/batch/batch.ts'
import { loadConfig } from '../../agent/src/config/load-config.ts'
import type { AgentConfig } from '../../agent/src/config/agent-config.ts'
import { createLogger } from '../../agent/src/log/logger.ts'
import { toLogItem } from '../../agent/src/log/log-spool.ts'
import { openLogSpool } from '../../agent/src/run/open-log-spool.ts'
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
 * A run of the agent in the process of the test, by whose clock time passes: spool, sources and delivery as `mimamori-agent run` has them. It
 * leaves out what is measured, beside the state of the clock, and everything of systemd.
 */
export const startAgentInTest = ({ url, key, directory, boot, clock, isSynchronised = () => true, settings = {}, limits = {} }: AgentOptions) => {
  const { file } = writeConfig(url, { CLIENT_KEY: key, LOG_SPOOL_DIRECTORY: join(directory, 'spool'), ...settings })
  const config = { ...loadConfig({ file, env: {} }), ...limits }
  const ids = { boot, stream: `${String(++streams).padStart(8, '0')}-3c7d-4a55-9a53-0e2f6f1f7c21` }
  const { spool, bootStarts } = openLogSpool({ config, ids, clock, onFull: () => pusher.wake(), log: () => log })
  const said: string[] = []
  const log = createLogger('info', (line) => {
    said.push(line.message)
    if (!line.local) spool.append({ item: toLogItem(line, clock), boot })
  })
  const pusher = createPusher({
    config,
    collector: { target: config.push!, readKeyAgain: () => undefined },
    ids,
    timing: { clock, random: () => 0.5, schedule: { intervalMs: 60_000, setInterval: () => undefined } },
    logs: { logger: log, spool, bootStarts },
    measure: {
      collect: () => Promise.resolve([{ name: 'mimamori_clock_synchronised', help: '', type: 'gauge', samples: [{ labels: {}, value: isSynchronised() ? 1 : 0 }] }]),
      collectorNames: [],
      failing: new Map()
    },
    onChange: () => undefined
  })
  const sources = startSources({ config, spool, boot, clock, log, afterRead: () => undefined })
  return {
    spool,
    said,
    stats: () => sources.stats(),
    /** Something that no source could give again, as of now. */
    note: (message: string): void => { log.info({}, message) },
    item: (message: string): LogItem => ({ monotonicMs: clock.monotonicMs(), wallMs: clock.wallMs(), level: 'info', message }),
    turn: () => pusher.turn(),
    /** Carries on until nothing waits: whoever sleeps is woken. */
    async drain (passMs: (ms: number) => Promise<void>): Promise<void> {
      await pusher.turn()
      await until('nothing waits', async () => {
        const { items } = spool.stats()
        if (items === 0) return true
        await passMs(100)
        pusher.wake()
        return notYet({ items })
      }, { everyMs: 1 })
    },
    async stop (): Promise<void> {
      await sources.stop()
      await pusher.stop()
      spool.close()
    }
  }
}
