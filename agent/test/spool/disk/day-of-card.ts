import { createLogSpool } from '../../../src/spool/log-spool.ts'
import { settings } from '../../../src/config/settings.ts'
import { openSpoolDisk } from '../../../src/spool/disk/spool-disk.ts'
import { createSpoolFiles, type SpoolFiles } from '../../../src/spool/disk/spool-files.ts'
import { createManualClock } from '../../manual-clock.ts'
import { boot, line, stream } from '../line-spool.ts'

/** What a day of log lines costs a device's card. */
export interface CardDay {
  /** As `mimamori_agent_spool_written_bytes_total` counts them. */
  readonly writtenBytes: number
  /** The same in whole pages, each once a minute: the kernel writes a page back as a whole, half a minute after it was changed. */
  readonly pageBytes: number
  readonly waiting: number
  readonly dropped: number
}

const pageBytes = 4096
const minutesOfDay = 1440
/** More than an idle Raspberry Pi logs. */
const linesOfMinute = 3
const isAway = (minute: number): boolean => minute >= 600 && minute < 660

/** As long as journald's are. */
const cursorOf = (n: number): string =>
  `s=7c71b0cc4d6a4f0e8f1b2a3c4d5e6f70;i=${n.toString(16)};b=cd286d97b6aa4476b487222852a46d93;m=${n.toString(16).padStart(10, '0')};t=${n.toString(16).padStart(13, '0')};x=0123456789abcdef`

/**
 * A day of the log's spool in this directory at default settings: lines come and are sent each minute, but for an hour without the
 * collector. It leaves out the waiting for the disk.
 */
export const dayOfCard = async (directory: string): Promise<CardDay> => {
  const clock = createManualClock()
  const real = createSpoolFiles(directory)
  const changed = new Set<string>()
  const files: SpoolFiles = {
    ...real,
    sync: () => undefined,
    write (name, offset, bytes) {
      real.write(name, offset, bytes)
      for (let page = Math.floor(offset / pageBytes); page * pageBytes < offset + bytes.length; page++) changed.add(`${name} ${page}`)
    }
  }
  const disk = openSpoolDisk({ files, maxBytes: settings.logSpoolDiskMebibytes.fallback * 1024 * 1024, onProblem: () => undefined })
  const bounds = {
    maxBytes: settings.logSpoolKibibytes.fallback * 1024,
    flushAfterMs: settings.spoolFlushSeconds.fallback * 1000,
    maxAgeMs: settings.spoolMaxAgeHours.fallback * 3_600_000
  }
  const spool = createLogSpool({ stream, clock, ageOf: () => undefined, bounds, disk })
  const send = (): void => {
    while (spool.head() !== undefined) spool.settle()
  }
  let pages = 0
  for (let minute = 0; minute < minutesOfDay; minute++) {
    for (let n = linesOfMinute * minute; n < linesOfMinute * (minute + 1); n++) {
      spool.append(
        { items: [{ ...line(n), message: `${n} request completed ${'.'.repeat(150)}` }], boot },
        { source: 'journal', position: cursorOf(n) }
      )
    }
    if (isAway(minute)) spool.head()
    else send()
    await clock.advance(60_000)
    spool.flush()
    pages += changed.size
    changed.clear()
  }
  send()
  const { items: waiting, dropped } = spool.stats()
  return { writtenBytes: disk.writtenBytes, pageBytes: pages * pageBytes, waiting, dropped }
}
