import { modeOpenToOthers } from './checks/evaluate-key-file.ts'
import { loadConfig } from '../config/load-config.ts'
import { readKeyAgain } from '../config/read-key-again.ts'
import { repeat, systemClock as clock } from '../device/clock.ts'
import { readBootId, readRandomId } from '../device/random-id.ts'
import { spreadOf } from '@mimamori/program/spread'
import { createLogger, writeToStdout } from '../log/logger.ts'
import { toLogItem } from '../run/agent-log.ts'
import { createConfiguredCollectors } from '../measure/collectors.ts'
import { createMeasure } from '../measure/measure.ts'
import { spoolCollector } from '../measure/spool-collector.ts'
import type { AgentRun } from '../run/agent-run.ts'
import { expose } from '../run/expose.ts'
import { lockSpools, openSpools } from '../run/open-spools.ts'
import { createGarbageCollection } from '../device/collect-garbage.ts'
import { createPusher, type Pusher } from '../run/pusher.ts'
import { writeRunningRevision } from '../run/running-revision.ts'
import { createStateReporter } from '../run/report-state.ts'
import { createSchedule } from '../run/schedule.ts'
import { startContent, type Content } from '../run/start-content.ts'
import { StartError } from '../run/start-error.ts'
import { startSources } from '../sources/start-sources.ts'
import { lockFile } from '../state/file-lock.ts'
import { createNotifier } from '../device/systemd/notify.ts'
import { feedWatchdog } from '../device/systemd/watchdog.ts'
import { version } from '../version.ts'
import type { Command } from './command.ts'

/** Between writes of the state while nothing else happens: what is read and what waits changes. The file is in memory. */
const stateEveryMs = 10_000
/** Checks of the spools within the time that something may wait in memory: nothing is written much later than it should be. */
const flushChecks = 4

/** `mimamori-agent run`: pushes at each interval, exposes /metrics if configured, and ends with a shutdown report when it is stopped. */
export const run: Command = async ({ flags, env, text }) => {
  const config = loadConfig({ file: flags.config, env })
  const stateLock = lockFile(`${config.stateFile}.lock`)
  if (stateLock.taken) throw new StartError(text.taken('state', config.stateFile, 'STATE_FILE', stateLock.pid))
  const { spoolDirectory } = config
  const spoolLock = spoolDirectory === undefined ? undefined : lockSpools(spoolDirectory)
  if (spoolLock?.taken === true) throw new StartError(text.taken('spool', spoolDirectory!, 'SPOOL_DIRECTORY', spoolLock.pid))
  // Named in ps and top; "MainThread" otherwise.
  process.title = 'mimamori-agent'
  const [stream, boot] = [readRandomId(), readBootId()]
  const garbage = createGarbageCollection({ collectGarbage: globalThis.gc && ((type) => void globalThis.gc?.({ type })), clock })
  const spools = openSpools({
    config,
    ids: { stream, boot },
    clock,
    onFullLogs: () => pusher?.wake(),
    afterRead: garbage.afterRead,
    log: () => log
  })
  const log = createLogger(config.logLevel, (line) => {
    writeToStdout(line)
    if (!line.local && config.push !== undefined) spools.logs.append({ items: [toLogItem(line, clock)], boot })
  })
  const thisRun: AgentRun = { config, stream, boot, clock, log }
  const waiting = [spools.logs, spools.samples]
  const stopping = new AbortController()
  // A second signal, as from Ctrl-C by way of npm, changes nothing: the shutdown report is already on its way.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => stopping.abort())

  const { push: target, contentDirectory } = config
  const content: Content | undefined = target === undefined || contentDirectory === undefined ? undefined : startContent({
    run: thisRun,
    directory: contentDirectory,
    pusher: () => pusher!,
    intervalMs: () => schedule.intervalMs,
    random: Math.random,
    afterDownload: garbage.afterDownload
  })
  const collectors = [
    ...createConfiguredCollectors(config),
    ...target === undefined ? [] : [spoolCollector(spools)],
    ...content === undefined ? [] : [content.collector]
  ]
  const measure = createMeasure(collectors, log, { afterEach: garbage.afterCollection })
  const schedule = createSchedule({
    intervalMs: config.intervalSeconds * 1000,
    spread: spreadOf(config.push?.clientId ?? ''),
    startsNow: config.firstReport === 'now',
    clock,
    async onTurn () {
      await pusher?.turn().catch((error: unknown) => {
        log.error({ reason: (error as Error).message }, 'no report could be made; the next turn tries again')
      })
      reportState()
    }
  })
  const pusher: Pusher | undefined = target && createPusher({
    run: thisRun,
    collector: { target, readKeyAgain: () => readKeyAgain({ file: config.file, env }, target) },
    spools,
    content,
    measure,
    schedule,
    random: Math.random,
    onChange () {
      reportState()
      void notifier.changed(status())
    }
  })
  const notifier = createNotifier({ env, onError: (error) => log.warn({ reason: error.message }, 'cannot notify systemd') })
  const status = (): string => pusher?.deliveries.connection.state ?? 'exposing'
  const reportState = createStateReporter({
    run: thisRun, spools, measure, pusher, content, schedule, sources: () => sources?.stats() ?? []
  })

  const { RUNTIME_DIRECTORY: runtimeDirectory } = env
  try {
    if (runtimeDirectory !== undefined) writeRunningRevision({ program: process.argv[1]!, runtimeDirectory })
  } catch (error) {
    log.warn({ directory: runtimeDirectory, reason: (error as Error).message }, 'cannot write which revision runs')
  }
  const server = config.listen && await expose({ address: config.listen, measure, log })
  log.info({ version, config: config.file, id: config.push?.clientId, url: config.push?.apiBaseUrl.href }, 'started')
  const { keyFile } = config
  const mode = keyFile && modeOpenToOthers(keyFile)
  if (mode !== undefined) log.warn(
    { file: keyFile, mode }, 'other users of this device can read or change the file with the key; see: mimamori-agent check'
  )
  const sources = target && startSources({
    config, spool: spools.logs, bootStarts: spools.bootStarts, notedMs: spools.notedMs, boot, clock, log, afterRead: garbage.afterRead
  })
  reportState()
  await notifier.ready(status())
  await Promise.all([
    schedule.run(stopping.signal),
    repeat({ everyMs: stateEveryMs, clock, signal: stopping.signal }, reportState),
    feedWatchdog({ notifier, schedule, clock, status, signal: stopping.signal }),
    repeat({ everyMs: config.spoolFlushSeconds * 1000 / flushChecks, clock, signal: stopping.signal }, () => {
      for (const spool of waiting) spool.flush()
    })
  ])
  await notifier.stopping(status())
  await Promise.all([sources?.stop(), content?.stop()])
  const [shutdownReport] = await Promise.all([pusher?.stop(), server?.close()])
  for (const spool of waiting) spool.close()
  reportState({ wallMs: clock.wallMs(), reason: shutdownReport?.reason ?? 'stopped', notifiedCollector: shutdownReport?.wasNotified ?? false })
  return 0
}
