import { openSpoolDisk } from '../../../src/spool/disk/spool-disk.ts'
import { createSpoolFiles, type SpoolFiles } from '../../../src/spool/disk/spool-files.ts'
import { temporaryDirectory } from '../../../../collector/test/temporary-directory.ts'
import { createManualClock } from '../../manual-clock.ts'
import { createLineSpool, type LineSpoolOptions } from '../line-spool.ts'

export const noSpace = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })

/**
 * A card that outlives the runs of an agent; a run that is not closed is one that was killed. Its files are real ones; what it is told
 * to fail with stands in for a disk that is full or has become read-only.
 */
export const createCard = () => {
  const directory = temporaryDirectory()
  const real = createSpoolFiles(directory)
  const clock = createManualClock()
  let failure: Error | undefined
  let capacity = Infinity
  let takesBatches = true
  const counts = { writes: 0, syncs: 0 }
  const unlessFailing = <Args extends unknown[]>(change: (...args: Args) => void, count?: keyof typeof counts) => (...args: Args): void => {
    if (failure !== undefined) throw failure
    if (count !== undefined) counts[count] += 1
    change(...args)
  }
  const freeBytes = (): number => capacity - real.list().reduce((sum, { bytes }) => sum + bytes, 0)
  const files: SpoolFiles = {
    ...real,
    freeBytes,
    write: unlessFailing((name: string, offset: number, bytes: Buffer) => {
      if (bytes.length > freeBytes() || (!takesBatches && name.endsWith('.batches'))) throw noSpace
      real.write(name, offset, bytes)
    }, 'writes'),
    // A test has no power cut, and waits for no disk.
    sync: unlessFailing(() => undefined, 'syncs'),
    cut: unlessFailing((name: string, bytes: number) => { real.cut(name, bytes) }),
    rename: unlessFailing((from: string, to: string) => { real.rename(from, to) }),
    remove: unlessFailing((name: string) => { real.remove(name) })
  }
  let runs = 0
  return {
    directory, clock, counts,
    segments: () => real.list().filter(({ name }) => name.endsWith('.batches')).map(({ name }) => name).sort(),
    failWith: (error: Error | undefined): void => { failure = error },
    /** No more than so many bytes fit on it. */
    holdAtMost: (bytes: number): void => { capacity = bytes },
    /** It is so full that it takes small records alone. */
    takeBatches: (takes: boolean): void => { takesBatches = takes },
    /** A run of the agent with this card; each is a stream of its own. */
    run ({ maxDiskBytes = 10_000_000, ...options }: { maxDiskBytes?: number } & LineSpoolOptions = {}) {
      const problems: (string | undefined)[] = []
      const disk = openSpoolDisk({ files, maxBytes: maxDiskBytes, onProblem: (problem) => { problems.push(problem) } })
      const stream = `${String(++runs).padStart(8, '0')}-3c7d-4a55-9a53-0e2f6f1f7c21`
      return { ...createLineSpool({ stream, clock, disk, flushAfterMs: 60_000, ...options }), stream, problems, disk }
    }
  }
}
export type Card = ReturnType<typeof createCard>

/** A card with lines that waited too long: one batch for each argument. */
export const filledCard = async (...batches: number[][]): Promise<Card> => {
  const card = createCard()
  const { add, spool } = card.run()
  for (const lines of batches) {
    add(...lines)
    await card.clock.advance(60_000)
    spool.flush()
  }
  return card
}
