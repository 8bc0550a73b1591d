import { formatAddress } from '@mimamori/program/listen-address'
import type { Measure } from '../measure/measure.ts'
import type { SourceStats } from '../sources/source.ts'
import type { AgentState } from '../state/agent-state.ts'
import { startTicksOf } from '../state/process-start.ts'
import { writeState } from '../state/state-file.ts'
import type { SpoolStats } from '../spool/spool.ts'
import { version } from '../version.ts'
import type { AgentRun } from './agent-run.ts'
import { readBacklog } from './channels.ts'
import type { Spools } from './open-spools.ts'
import type { Pusher } from './pusher.ts'
import type { Schedule } from './schedule.ts'
import type { Content } from './start-content.ts'

interface StateReporterOptions {
  readonly run: AgentRun
  readonly spools: Pick<Spools, 'logs' | 'samples'>
  readonly measure: Measure
  readonly pusher: Pusher | undefined
  readonly content?: Pick<Content, 'state'> | undefined
  readonly schedule: Pick<Schedule, 'intervalMs'>
  readonly sources: () => readonly SourceStats[]
}

const describeDisks = (directory: string, disks: readonly SpoolStats['disk'][]): NonNullable<AgentState['spool']> => {
  const total = (count: (disk: SpoolStats['disk']) => number): number => disks.reduce((sum, disk) => sum + count(disk), 0)
  const problem = disks.find((disk) => disk.problem !== undefined)?.problem
  return {
    directory,
    bytes: total(({ bytes }) => bytes),
    writtenBytes: total(({ writtenBytes }) => writtenBytes),
    damagedSegments: total(({ damagedSegments }) => damagedSegments),
    problem
  }
}

/** Writes what `mimamori-agent status` reads. A state file that cannot be written is logged once and costs nothing else. */
export const createStateReporter = ({
  run: { config, boot, clock, log },
  spools,
  measure,
  pusher,
  content,
  schedule,
  sources
}: StateReporterOptions) => {
  const startedMs = clock.monotonicMs()
  const startTicks = startTicksOf(process.pid)
  let hasLogged = false

  return (ended?: AgentState['ended']): void => {
    const backlog = pusher === undefined ? { dropped: {}, spoolOldestAgeMs: 0 } : readBacklog(pusher.channels)
    const [logs, samples] = [spools.logs.stats(), spools.samples.stats()]
    const state: AgentState = {
      version,
      pid: process.pid,
      startTicks,
      bootId: boot,
      configFile: config.file,
      clientId: config.push?.clientId,
      apiBaseUrl: config.push?.apiBaseUrl.href,
      // By the clock as it is now, which may have been set since.
      startedWallMs: clock.wallMs() - clock.monotonicMs() + startedMs,
      updatedWallMs: clock.wallMs(),
      intervalSeconds: schedule.intervalMs / 1000,
      listening: config.listen && formatAddress(config.listen),
      connection: pusher?.deliveries.connection ?? { state: 'not-pushing' },
      lastReport: pusher?.deliveries.lastReport,
      clockSkewMs: pusher?.deliveries.clockSkewMs,
      acknowledgedLines: logs.acknowledged,
      waiting: { logs: logs.items, samples: samples.items, oldestAgeMs: backlog.spoolOldestAgeMs },
      sources: sources(),
      spool: config.spoolDirectory === undefined ? undefined : describeDisks(config.spoolDirectory, [logs.disk, samples.disk]),
      content: content?.state(),
      dropped: backlog.dropped,
      supersededReports: pusher?.channels.report.supersededCount() ?? 0,
      failingCollectors: Object.fromEntries(measure.failing),
      ended
    }
    try {
      writeState(config.stateFile, state)
    } catch (error) {
      if (!hasLogged) {
        log.warn(
          { file: config.stateFile, reason: (error as Error).message },
          'cannot write the state file; `mimamori-agent status` will know nothing'
        )
      }
      hasLogged = true
    }
  }
}
