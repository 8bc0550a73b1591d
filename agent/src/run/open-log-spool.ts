import type { AgentConfig } from '../config/agent-config.ts'
import type { DeviceClock } from '../device/clock.ts'
import { createLogSpool } from '../log/log-spool.ts'
import type { Logger } from '../log/logger.ts'
import { createBootStarts, type BootStarts } from '../spool/boot-starts.ts'
import { openSpoolDisk } from '../spool/disk/spool-disk.ts'
import { createSpoolFiles } from '../spool/disk/spool-files.ts'
import { createItemAge } from '../spool/item-age.ts'
import type { Spool, SpooledBatches } from '../spool/spool.ts'

interface LogSpoolOptions {
  readonly config: Pick<AgentConfig, 'logSpoolKibibytes' | 'logSpoolDirectory' | 'logSpoolDiskMebibytes' | 'logSpoolMaxAgeHours' | 'logSpoolFlushSeconds'>
  readonly ids: { readonly stream: string, readonly boot: string }
  readonly clock: DeviceClock
  readonly onFull: () => void
  /** Asked when there is something to say: the log itself fills this spool. */
  readonly log: () => Logger
}

/** Opens the spool of log lines as the configuration wants it, with what an earlier run has left in it. */
export const openLogSpool = ({ config, ids: { stream, boot }, clock, onFull, log }: LogSpoolOptions): { readonly spool: Spool & SpooledBatches, readonly bootStarts: BootStarts } => {
  const { logSpoolDirectory: directory } = config
  const disk = directory === undefined ? undefined : openSpoolDisk({
    files: createSpoolFiles(directory),
    maxBytes: config.logSpoolDiskMebibytes * 1024 * 1024,
    onProblem (reason) {
      if (reason === undefined) log().info({ directory }, 'the spool can be written again')
      else log().warn({ directory, reason }, 'cannot write the spool; log lines that wait are kept in memory only')
    }
  })
  const bootStarts = createBootStarts(boot, disk)
  const spool = createLogSpool({
    stream,
    clock,
    ageOf: createItemAge({ boot, clock, bootStart: bootStarts.of }),
    maxBytes: config.logSpoolKibibytes * 1024,
    disk,
    flushAfterMs: config.logSpoolFlushSeconds * 1000,
    maxAgeMs: config.logSpoolMaxAgeHours * 3_600_000,
    onFull
  })
  return { spool, bootStarts }
}
