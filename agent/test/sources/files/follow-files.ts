import type { DeviceClock } from '../../../src/device/clock.ts'
import { createLogger } from '../../../src/log/logger.ts'
import { createFileSource, type FileSelection } from '../../../src/sources/files/file-source.ts'
import type { FileFormat } from '../../../src/sources/files/file-line.ts'
import type { LineRules } from '../../../src/sources/lines/line-pipeline.ts'
import { createManualClock } from '../../manual-clock.ts'
import { createRecordingSpool } from '../recording-spool.ts'
import { boot } from '../source-line.ts'

export interface FollowOptions {
  readonly positions?: Readonly<Record<string, string>>
  readonly rules?: Partial<LineRules>
  readonly clock?: DeviceClock
  readonly format?: FileFormat
  readonly bootStarts?: FileSelection['bootStarts']
  readonly notedMs?: number
}

/** No clock was ever synchronised. */
export const unknownBoots: FileSelection['bootStarts'] = { of: () => undefined, at: () => undefined }

/** More than a fingerprint is taken of, so that two files differ by it. */
export const long = (text: string): string => `${text} ${'.'.repeat(300)}`
export const linesOf = (...texts: readonly string[]): string => texts.map((text) => `${text}\n`).join('')

/** Follows the files of a pattern by ticks of the test. */
export const followFiles = (pattern: string, {
  positions, rules = {}, clock = createManualClock(3_600_000, Date.now()), format = {}, bootStarts = unknownBoots, notedMs
}: FollowOptions = {}) => {
  const recorded = createRecordingSpool(positions)
  const said: string[] = []
  const source = createFileSource(
    {
      spool: recorded.spool,
      boot,
      clock,
      afterRead: () => undefined,
      rules: {
        firstLineOf: () => undefined,
        limit: { linesPerSecond: 100, burst: 10_000 },
        leastLevel: 'info',
        redact: (text) => text,
        ...rules
      },
      log: createLogger('info', ({ message, fields }) => said.push(`${message}: ${fields['reason'] ?? ''}`))
    },
    { patterns: [pattern], formatOf: () => format, bootStarts, notedMs }
  )
  const ticks = (count: number): void => {
    for (let i = 0; i < count; i++) source.tick()
  }
  return { source, ticks, said, ...recorded, position: (path = pattern) => recorded.spool.positions().get(`file:${path}`)! }
}
