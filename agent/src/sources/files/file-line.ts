import type { DeviceClock } from '../../device/clock.ts'
import type { BootStarts } from '../../spool/boot-starts.ts'
import type { Encoding } from '../../config/encodings.ts'
import { decode, withoutControls } from '../lines/clean-text.ts'
import { levelOfPriority } from '../../config/priority.ts'
import type { SourceLine } from '../source-line.ts'
import type { LinePlace } from './followed-file.ts'
import { jsonTime } from './json-time.ts'
import type { ReadTime } from '../../config/time-format.ts'

/** The settings of a file. */
export interface FileFormat {
  readonly encoding?: Encoding | undefined
  /** Reads the time of a line of text; that of JSON is known. */
  readonly readTime?: ReadTime | undefined
}

interface FileLineOptions extends FileFormat {
  readonly path: string
  /** The boot that runs. */
  readonly boot: string
  readonly clock: Pick<DeviceClock, 'monotonicMs' | 'wallMs'>
  readonly bootAt: BootStarts['at']
}

/** When a line happened, by the clocks of a boot. */
type LineTime = Pick<SourceLine, 'boot' | 'monotonicMs' | 'wallMs'>
type StatedTime = LineTime & Pick<SourceLine, 'isTimeEstimated'>

/** sd-daemon(3): a priority at the beginning of the line. */
const prefix = /^<(\d{1,3})>/
/** The kernel's time of a file may be behind the clock by a few milliseconds, and a line's is from before it was written. */
const negligibleMs = 1000

/** Makes lines from the bytes of a file. */
export const createFileLines = ({ path, boot, clock, bootAt, encoding, readTime }: FileLineOptions) => {
  /**
   * The newest time so far: the two clocks are read one after the other, one in steps of 10 ms, so a line could seem older than the one
   * before it.
   */
  let newestMs = 0
  /** The newest time that a line of the backlog had: lines without one follow it. */
  let newestStated: StatedTime | undefined
  /** When this boot began, by its clock as it is set now. */
  let begunMs = Infinity

  const timeIn = (text: string): number | undefined => jsonTime(text) ?? readTime?.(text, clock.wallMs())
  /**
   * Undefined if the time is later than the line can have been written. If the clock of its boot is not known to be right, that of this
   * boot counts as steady: its error cancels out in the monotonic time, and what is older than this boot lies at its beginning.
   */
  const statedTime = (text: string, writtenMs: number): StatedTime | undefined => {
    const ms = timeIn(text) ?? Infinity
    if (ms > writtenMs + negligibleMs) return undefined
    const right = bootAt(ms)
    const readMs = clock.wallMs() - clock.monotonicMs()
    if (Math.abs(readMs - begunMs) > negligibleMs) begunMs = readMs
    const { boot: of, startedMs } = right ?? { boot, startedMs: begunMs }
    // A clock that was set back makes later lines look older, and their times are the ones that fit this clock.
    const earliestMs = Math.max(startedMs, right && newestStated?.isTimeEstimated === false ? newestStated.wallMs : 0)
    const wallMs = Math.round(Math.max(Math.min(ms, writtenMs, clock.wallMs()), earliestMs))
    return { boot: of, monotonicMs: Math.round(wallMs - startedMs), wallMs, isTimeEstimated: !right }
  }
  const estimatedTime = (writtenMs: number): LineTime => {
    // It was written at the latest when the file was; a clock that was set since is not believed beyond this boot.
    const ageMs = Math.min(Math.max(0, clock.wallMs() - writtenMs), clock.monotonicMs())
    newestMs = Math.max(newestMs, Math.round(clock.monotonicMs() - ageMs))
    return { boot, monotonicMs: newestMs, wallMs: Math.round(clock.wallMs() - ageMs) }
  }

  return {
    /** Whether a line has a time of its own. */
    hasTime: (bytes: Buffer): boolean => timeIn(withoutControls(decode(bytes, encoding).text)) !== undefined,
    toLine (bytes: Buffer, { position, writtenMs, isBacklog, isCut }: LinePlace): SourceLine {
      const { text: decoded, isReplaced } = decode(bytes, encoding, isCut)
      const priority = prefix.exec(decoded)?.[1]
      const text = withoutControls(decoded.replace(prefix, ''))
      const stated = isBacklog ? statedTime(text, writtenMs) : undefined
      newestStated = isBacklog ? stated ?? newestStated : undefined
      return {
        text,
        ...newestStated ?? estimatedTime(writtenMs),
        isTimeEstimated: isBacklog && (stated?.isTimeEstimated ?? true),
        isLate: !!newestStated,
        unit: path,
        writer: path,
        level: levelOfPriority(Number(priority ?? 6) & 7),
        isLevelDefault: !priority,
        isReplaced,
        position
      }
    }
  }
}
