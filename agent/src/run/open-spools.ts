import { mkdirSync, statSync } from 'node:fs'
import type { LateReport } from '../spool/batch/sample-batch.ts'
import type { AgentConfig } from '../config/agent-config.ts'
import type { DeviceClock } from '../device/clock.ts'
import { createLogSpool } from '../spool/log-spool.ts'
import type { Logger } from '../log/logger.ts'
import { createSampleSpool } from '../spool/sample-spool.ts'
import { createBootStarts, type BootStarts } from '../spool/boot-starts.ts'
import { ledgerFile } from '../spool/disk/ledger.ts'
import { openSpoolDisk, type SpoolDisk } from '../spool/disk/spool-disk.ts'
import { createSpoolFiles } from '../spool/disk/spool-files.ts'
import { createItemAge } from '../spool/batch/item-age.ts'
import type { Spool, SpooledBatches } from '../spool/spool.ts'
import { lockFile, type FileLock } from '../state/file-lock.ts'

type SpoolSettings = Pick<
  AgentConfig,
  | 'spoolDirectory'
  | 'spoolMaxAgeHours'
  | 'spoolFlushSeconds'
  | 'logSpoolKibibytes'
  | 'logSpoolDiskMebibytes'
  | 'sampleSpoolKibibytes'
  | 'sampleSpoolDiskMebibytes'
>

interface SpoolsOptions {
  readonly config: SpoolSettings
  readonly ids: { readonly stream: string, readonly boot: string }
  readonly clock: DeviceClock
  readonly onFullLogs: () => void
  /** Called with the number of bytes of late reports that were read. */
  readonly afterRead: (bytes: number) => void
  /** Read when there is something to log: the log itself fills a spool. */
  readonly log: () => Logger
}

/** The spools of data that waits for the collector. */
export interface Spools {
  readonly logs: Spool & SpooledBatches
  readonly samples: Spool<LateReport> & SpooledBatches
  readonly bootStarts: BootStarts
  /** When an earlier run last noted how far its sources were read, by the device's clock. */
  readonly notedMs: number | undefined
}

/**
 * Takes the spools' directory for this process until it ends, and makes it if it is missing: two agents would send, and remove, each
 * other's batches.
 */
export const lockSpools = (directory: string): FileLock => {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o750 })
  } catch {
    // A write to it fails, too, and is logged.
  }
  return lockFile(`${directory}/lock`)
}

const timeOf = (path: string): number | undefined => {
  try {
    return statSync(path).mtimeMs
  } catch {
    return undefined
  }
}

/** Opens the spools as the configuration wants them, with what an earlier run has left in them. */
export const openSpools = ({ config, ids: { stream, boot }, clock, onFullLogs, afterRead, log }: SpoolsOptions): Spools => {
  const notedMs = timeOf(`${config.spoolDirectory}/logs/${ledgerFile}`)
  const openDisk = (kind: string, mebibytes: number): SpoolDisk | undefined => {
    if (config.spoolDirectory === undefined || mebibytes === 0) return undefined
    const directory = `${config.spoolDirectory}/${kind}`
    return openSpoolDisk({
      files: createSpoolFiles(directory),
      maxBytes: mebibytes * 1024 * 1024,
      onProblem (reason) {
        if (reason === undefined) log().info({ directory }, 'the spool can be written again')
        else log().warn({ directory, reason }, 'cannot write the spool; what waits is kept in memory only')
      }
    })
  }
  const disks = { logs: openDisk('logs', config.logSpoolDiskMebibytes), samples: openDisk('samples', config.sampleSpoolDiskMebibytes) }
  const bootStarts = createBootStarts(boot, disks.logs ?? disks.samples)
  const shared = {
    stream,
    clock,
    ageOf: createItemAge({ boot, clock, bootStart: bootStarts.of })
  }
  const times = { flushAfterMs: config.spoolFlushSeconds * 1000, maxAgeMs: config.spoolMaxAgeHours * 3_600_000 }
  return {
    logs: createLogSpool({
      ...shared,
      bounds: { ...times, maxBytes: config.logSpoolKibibytes * 1024 },
      disk: disks.logs,
      onFull: onFullLogs
    }),
    samples: createSampleSpool({
      ...shared,
      bounds: { ...times, maxBytes: config.sampleSpoolKibibytes * 1024 },
      disk: disks.samples,
      afterRead
    }),
    bootStarts,
    notedMs
  }
}
