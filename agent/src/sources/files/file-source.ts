import { basename } from 'node:path'
import type { BootStarts } from '../../spool/boot-starts.ts'
import type { SourceContext } from '../source-context.ts'
import { createLinePipeline, type LinePipeline } from '../lines/line-pipeline.ts'
import { isToWait, type Source } from '../source.ts'
import { globToRegExp } from '../lines/glob.ts'
import { createDirectoryWatches } from './directory-watches.ts'
import { directoriesOf, expandPattern } from './expand-pattern.ts'
import { createFileLines, type FileFormat } from './file-line.ts'
import { createFollowedFile, type FollowedFile } from './followed-file.ts'
import { findLeft, identify } from './moved-file.ts'
import { isOfAnother } from './rotated-files.ts'
import { createSeenFiles } from './seen-files.ts'

/** At a time: each stays open and costs a few system calls a second. */
const mostFiles = 100
/** Patterns are compared with what is there in every tenth tick. */
const ticksOfScan = 10

interface Followed {
  readonly file: FollowedFile
  readonly pipeline: LinePipeline
  problem?: string
  /** Lines with a time of their own are there, and the clock is not synchronised yet. */
  waitsForClock?: boolean
}

/** The settings of files. */
export interface FileSelection {
  /** LOG_FILES */
  readonly patterns: readonly string[]
  readonly formatOf: (path: string) => FileFormat
  readonly bootStarts: Pick<BootStarts, 'of' | 'at'>
  /** When an earlier run last noted positions, by the device's clock. */
  readonly notedMs: number | undefined
}

const prefix = 'file:'
/** The name of a file as a source of the spool. */
const sourceOf = (path: string): string => prefix + path

/** Lines with a time of their own wait this long for the clock to be synchronised, before it counts as not synchronised. */
const clockWaitMs = 120_000
/** A rotation renames, makes and removes several files at once, and is done by then. */
const settleMs = 50

/**
 * Follows the files of patterns of paths, also with * and ?, by polling them once a second, which costs the card nothing, since the kernel
 * has size and time of an open file in memory, and works on every file system; and whenever a watched directory reports that a name of
 * theirs has changed.
 */
export const createFileSource = (
  { rules, spool, boot, clock, log, afterRead }: SourceContext, { patterns, formatOf, bootStarts, notedMs }: FileSelection
): Source => {
  const followed = new Map<string, Followed>()
  const lastSegments = patterns.map((pattern) => globToRegExp(basename(pattern)))
  const seen = createSeenFiles(patterns)
  const stopping = new AbortController()
  const startedMs = clock.monotonicMs()
  let ticks = 0
  let isWoken = false
  let hasTooMany = false

  /** Positions as an earlier run left them: those of the spool change once a path has been checked again. */
  const atStart = [...spool.positions()]
    .filter(([source]) => source.startsWith(prefix))
    .map(([source, position]) => ({ path: source.slice(prefix.length), position }))

  const isRead = (path: string): boolean => {
    const identity = identify(path)
    return identity !== undefined && [...followed.values()].some(({ file }) => file.reads(identity))
  }
  /** Positions at which files of all other paths were left, if they are no longer the same files; the newest last. */
  const leftBeside = (path: string): readonly string[] => [
    ...atStart.filter((left) => left.path !== path && findLeft(left.path, [left.position]) === undefined).map(({ position }) => position),
    ...[...followed].map(([other, { file }]) => other === path ? undefined : file.previous).filter((position) => position !== undefined)
  ]
  /** Whether a file may be older than any agent: at the start, if no earlier run has followed a file of its patterns. */
  const isOld = (path: string): boolean => ticks === 0 &&
    patterns.map(globToRegExp).every((pattern) => !pattern.test(path) || !atStart.some((left) => pattern.test(left.path)))
  const follow = (path: string): void => {
    const source = sourceOf(path)
    const pipeline = createLinePipeline({ source, rules, spool, boot, clock })
    const format = formatOf(path)
    const lines = createFileLines({ path, boot, clock, bootAt: bootStarts.at, ...format })
    const position = spool.positions().get(source)
    const file = createFollowedFile({
      path,
      encoding: format.encoding,
      position,
      // A path that comes back was read later than that, in this run.
      positionMs: atStart.some((left) => left.path === path && left.position === position) ? notedMs : undefined,
      isOld: isOld(path),
      onLine (bytes, where) {
        pipeline.take(lines.toLine(bytes, where))
        afterRead(bytes.length)
      },
      onLost (count) {
        pipeline.lose(count)
        log.warn({ path, lines: count }, 'lines of a rotated log file were lost: it is rotated faster than it is read')
      },
      hasRoom: () => !isToWait(spool, source) && pipeline.hasRoom(path),
      isTooEarly (line) {
        const isTooEarly = bootStarts.of(boot) === undefined && clock.monotonicMs() - startedMs < clockWaitMs &&
          spool.boundaryOf(source) === undefined && lines.hasTime(line)
        followed.get(path)!.waitsForClock = isTooEarly
        return isTooEarly
      },
      onBegin: (position) => { pipeline.pass(position) },
      elsewhere: { isRead: () => isRead(path), leftAt: () => findLeft(path, leftBeside(path)) },
      isOthers: (candidate) => isOfAnother(path, candidate, followed.keys()),
      seen
    })
    followed.set(path, { file, pipeline })
  }
  /** A file whose last lines wait to be sent is kept: should its path come back, it would be read again from before them. */
  const forget = (path: string, { file: { leftAt }, pipeline }: Followed): void => {
    pipeline.flush()
    if (leftAt === undefined || spool.positions().get(sourceOf(path)) === leftAt) followed.delete(path)
  }
  const scan = (): void => {
    const found = new Set(patterns.flatMap(expandPattern))
    const directories = new Set(patterns.flatMap(directoriesOf))
    watches.watch(directories)
    seen.addListed(directories)
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
    spool.forgetAbsent((source) => !source.startsWith(prefix) || followed.has(source.slice(prefix.length)))
  }
  const poll = (path: string, one: Followed, isTick: boolean): void => {
    try {
      one.file.poll(isTick)
      delete one.problem
    } catch (error) {
      const reason = (error as Error).message
      if (one.problem !== reason) log.warn({ path, reason }, 'cannot read a log file, trying again')
      one.problem = reason
    }
  }
  const check = async (): Promise<void> => {
    await clock.sleep(settleMs, stopping.signal)
    isWoken = false
    if (stopping.signal.aborted) return
    scan()
    for (const [path, one] of followed) poll(path, one, false)
  }
  const watches = createDirectoryWatches({
    log,
    onRename (name) {
      if (isWoken || (name !== undefined && !lastSegments.some((segment) => segment.test(name)))) return
      isWoken = true
      void check()
    }
  })

  return {
    tick () {
      if (ticks % ticksOfScan === 0) scan()
      ticks++
      for (const [path, one] of followed) {
        poll(path, one, true)
        one.pipeline.tick()
      }
    },
    stop () {
      stopping.abort()
      watches.close()
      for (const { file, pipeline } of followed.values()) {
        pipeline.flush()
        file.close()
      }
      return Promise.resolve()
    },
    stats: () => [...followed].map(
      ([name, { pipeline, problem, waitsForClock }]) => ({ name, ...pipeline.stats(), problem, waitsForClock })
    )
  }
}
