import type { DeviceClock } from '../../device/clock.ts'
import { decode, withoutControls } from '../lines/clean-text.ts'
import { levelOfPriority } from '../priority.ts'
import type { SourceLine } from '../source-line.ts'
import type { LinePlace } from './followed-file.ts'

interface FileLineOptions {
  readonly path: string
  /** The boot that runs. */
  readonly boot: string
  readonly clock: Pick<DeviceClock, 'monotonicMs' | 'wallMs'>
}

/** sd-daemon(3): a priority at the beginning of the line. */
const prefix = /^<(\d{1,3})>/

/** Makes lines of what is read of a file. */
export const createFileLines = ({ path, boot, clock }: FileLineOptions) => {
  /** Of two clocks that are read one after the other, one 10 ms fine, a line would now and then seem older than the one before it. */
  let newestMs = 0
  return (bytes: Buffer, { position, writtenMs, isBacklog }: LinePlace): SourceLine => {
    const { text, isReplaced } = decode(bytes)
    const priority = prefix.exec(text)?.[1]
    // It was written at the latest when the file was; a clock that was set since is not believed beyond this boot.
    const ageMs = Math.min(Math.max(0, clock.wallMs() - writtenMs), clock.monotonicMs())
    newestMs = Math.max(newestMs, Math.round(clock.monotonicMs() - ageMs))
    return {
      text: withoutControls(priority === undefined ? text : text.replace(prefix, '')),
      monotonicMs: newestMs,
      wallMs: Math.round(clock.wallMs() - ageMs),
      isTimeEstimated: isBacklog,
      boot,
      unit: path,
      writer: path,
      level: priority === undefined ? 'info' : levelOfPriority(Number(priority) & 7),
      isLevelDefault: priority === undefined,
      isReplaced,
      position
    }
  }
}
