import type { DeviceClock } from '../device/clock.ts'
import type { Logger } from '../log/logger.ts'
import type { Spool } from '../spool/spool.ts'
import type { LineRules } from './lines/line-pipeline.ts'

/** The context of every source. */
export interface SourceContext {
  readonly rules: LineRules
  readonly spool: Spool
  /** The boot that runs. */
  readonly boot: string
  readonly clock: DeviceClock
  readonly log: Logger
  /** Called with the number of bytes that were read. */
  readonly afterRead: (bytes: number) => void
}
