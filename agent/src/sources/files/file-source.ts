import type { SourceContext } from '../source-context.ts'
import { createLinePipeline, type LinePipeline } from '../lines/line-pipeline.ts'
import { isToWait, type Source } from '../source.ts'
import { expandPattern } from './expand-pattern.ts'
import { createFileLines } from './file-line.ts'
import { createFollowedFile, type FollowedFile } from './followed-file.ts'
import { findLeft, identify } from './moved-file.ts'

/** At a time: each is kept open and costs a few system calls a second. */
const mostFiles = 100
/** Patterns are compared with what is there in every tenth tick. */
const ticksOfScan = 10

interface Followed {
  readonly file: FollowedFile
  readonly pipeline: LinePipeline
  problem?: string
}

const prefix = 'file:'
/** The name of a file as a source of the spool. */
const sourceOf = (path: string): string => prefix + path

/**
 * Follows the files of patterns of paths, also with * and ?, by polling them once a second: it costs the card nothing, since the kernel has size and time
 * of an open file in memory, and works on every file system. inotify would have to watch directories as well, and reports nothing of overlay and network mounts.
 */
export const createFileSource = ({ rules, spool, boot, clock, log, afterRead }: SourceContext, patterns: readonly string[]): Source => {
  const followed = new Map<string, Followed>()
  let ticks = 0
  let hasTooMany = false

  /** As an earlier run has left them: each is another when its path has been looked at again. */
  const atStart = [...spool.positions()].filter(([source]) => source.startsWith(prefix)).map(([source, position]) => ({ path: source.slice(prefix.length), position }))

  const isRead = (path: string): boolean => {
    const identity = identify(path)
    return identity !== undefined && [...followed.values()].some(({ file }) => file.reads(identity))
  }
  /** Where files were left that are no longer what they were, of all other paths, the newest last. */
  const leftBeside = (path: string): readonly string[] => [
    ...atStart.filter((left) => left.path !== path && findLeft(left.path, [left.position]) === undefined).map(({ position }) => position),
    ...[...followed].map(([other, { file }]) => other === path ? undefined : file.previous).filter((position) => position !== undefined)
  ]
  const follow = (path: string): void => {
    const source = sourceOf(path)
    const pipeline = createLinePipeline({ source, rules, spool, boot, clock })
    const toLine = createFileLines({ path, boot, clock })
    const file = createFollowedFile({
      path,
      position: spool.positions().get(source),
      onLine (bytes, where) {
        pipeline.take(toLine(bytes, where))
        afterRead(bytes.length)
      },
      hasRoom: () => !isToWait(spool, source) && pipeline.hasRoom(path),
      onBegin: (position) => { pipeline.pass(position) },
      elsewhere: { isRead: () => isRead(path), leftAt: () => findLeft(path, leftBeside(path)) }
    })
    followed.set(path, { file, pipeline })
  }
  /** One whose last lines wait to be sent is kept: should its path come back, it would be read again from before them. */
  const forget = (path: string, { file: { leftAt }, pipeline }: Followed): void => {
    pipeline.flush()
    if (leftAt === undefined || spool.positions().get(sourceOf(path)) === leftAt) followed.delete(path)
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
    spool.forgetAbsent((source) => !source.startsWith(prefix) || followed.has(source.slice(prefix.length)))
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
