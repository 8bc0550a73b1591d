import type { DeviceClock } from '../../device/clock.ts'
import type { Logger } from '../../log/logger.ts'
import type { Spool } from '../../spool/spool.ts'
import { decode, withoutControls } from '../lines/clean-text.ts'
import { createLinePipeline, type LinePipeline, type LineRules } from '../lines/line-pipeline.ts'
import { levelOfPriority } from '../priority.ts'
import { waitsAbove, type Source } from '../source.ts'
import type { SourceLine } from '../source-line.ts'
import { expandPattern } from './expand-pattern.ts'
import { createFollowedFile, type FollowedFile, type LinePlace } from './followed-file.ts'

interface FileSourceOptions {
  /** Paths, also with * and ?. */
  readonly patterns: readonly string[]
  readonly rules: LineRules
  readonly spool: Spool
  readonly boot: string
  readonly clock: Pick<DeviceClock, 'monotonicMs' | 'wallMs'>
  readonly log: Logger
  /** Is told how many bytes were read. */
  readonly afterRead: (bytes: number) => void
}

/** At a time: each is kept open and costs a few system calls a second. */
const mostFiles = 100
/** Patterns are compared with what is there in every tenth tick. */
const ticksOfScan = 10

interface Followed {
  readonly file: FollowedFile
  readonly pipeline: LinePipeline
  problem?: string
}

/** sd-daemon(3): a priority at the beginning of the line. */
const prefix = /^<(\d{1,3})>/

/**
 * Follows files by polling them once a second: it costs the card nothing, since the kernel has size and time of an open file in memory, and holds on every
 * file system. inotify would have to watch directories as well, and says nothing of overlay and network mounts.
 */
export const createFileSource = ({ patterns, rules, spool, boot, clock, log, afterRead }: FileSourceOptions): Source => {
  const followed = new Map<string, Followed>()
  let ticks = 0
  let hasTooMany = false

  const toLine = (path: string, bytes: Buffer, { position, mtimeMs }: LinePlace): SourceLine => {
    const { text, isReplaced } = decode(bytes)
    const priority = prefix.exec(text)?.[1]
    // It was written at the latest when the file was; a clock that was set since is not believed beyond this boot.
    const ageMs = Math.min(Math.max(0, clock.wallMs() - mtimeMs), clock.monotonicMs())
    return {
      text: withoutControls(priority === undefined ? text : text.replace(prefix, '')),
      monotonicMs: Math.round(clock.monotonicMs() - ageMs),
      wallMs: Math.round(clock.wallMs() - ageMs),
      boot,
      unit: path,
      writer: path,
      level: priority === undefined ? 'info' : levelOfPriority(Number(priority) & 7),
      isLevelDefault: priority === undefined,
      isReplaced,
      position
    }
  }
  const follow = (path: string): void => {
    const source = `file:${path}`
    const pipeline = createLinePipeline({ ...rules, source, spool, boot, clock })
    /** Of two clocks that are read one after the other, one 10 ms fine, a line would now and then seem older than the one before it. */
    let newestMs = 0
    const file = createFollowedFile({
      path,
      position: spool.positions().get(source),
      onLine (bytes, where) {
        const line = toLine(path, bytes, where)
        newestMs = Math.max(newestMs, line.monotonicMs)
        pipeline.take({ ...line, monotonicMs: newestMs })
        afterRead(bytes.length)
      },
      hasRoom: () => spool.fullness < waitsAbove && pipeline.hasRoom(path),
      onBegin: (position) => { pipeline.pass(position) }
    })
    followed.set(path, { file, pipeline })
  }
  /** One whose last lines wait to be sent is kept: should its path come back, it would be read again from before them. */
  const forget = (path: string, { file: { leftAt }, pipeline }: Followed): void => {
    pipeline.flush()
    if (leftAt === undefined || spool.positions().get(`file:${path}`) === leftAt) followed.delete(path)
  }
  const scan = (): void => {
    const found = new Set(patterns.flatMap(expandPattern))
    for (const [path, one] of followed) if (!found.has(path) && !one.file.isOpen) forget(path, one)
    let files = [...followed].filter(([path, { file }]) => file.isOpen || found.has(path)).length
    for (const path of found) {
      if (followed.has(path)) continue
      if (files < mostFiles) {
        follow(path)
        files++
      } else if (!hasTooMany) {
        hasTooMany = true
        log.warn({ path, files: mostFiles }, 'too many log files match LOG_FILES; no more are followed')
      }
    }
  }
  const poll = (path: string, one: Followed): void => {
    try {
      one.file.poll()
      delete one.problem
    } catch (error) {
      const reason = (error as Error).message
      if (one.problem !== reason) log.warn({ path, reason }, 'cannot read a log file, trying again')
      one.problem = reason
    }
    one.pipeline.tick()
  }

  return {
    tick () {
      if (ticks++ % ticksOfScan === 0) scan()
      for (const [path, one] of followed) poll(path, one)
    },
    stop () {
      for (const { file, pipeline } of followed.values()) {
        pipeline.flush()
        file.close()
      }
      return Promise.resolve()
    },
    stats: () => [...followed].map(([name, { pipeline, problem }]) => ({ name, ...pipeline.stats(), ...problem !== undefined && { problem } }))
  }
}
