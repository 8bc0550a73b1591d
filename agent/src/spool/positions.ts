import type { SpoolDisk } from './disk/spool-disk.ts'

/** The most sources remembered after they are gone, such as files of a day each: the ones that moved last. */
const mostAbsent = 100

/** The positions from which each source of a spool resumes; the one that moved last is the last. */
export const createPositions = (disk: Pick<SpoolDisk, 'ledger' | 'record'>) => {
  const positions = new Map(
    [...disk.ledger.positions].sort(([, one], [, other]) => one.order - other.order).map(([source, { position }]) => [source, position])
  )
  const set = (source: string, position: string): void => {
    positions.delete(source)
    positions.set(source, position)
  }
  const isSaved = (source: string): boolean => disk.ledger.positions.get(source)?.position === positions.get(source)
  return {
    all: positions as ReadonlyMap<string, string>,
    set,
    pass (passed: ReadonlyMap<string, string>): void {
      for (const [source, position] of passed) set(source, position)
    },
    /** The positions that the ledger does not have yet. */
    unsaved: (): readonly (readonly [source: string, position: string])[] => [...positions].filter(([source]) => !isSaved(source)),
    isSaved,
    /** Forgets sources that no longer exist, except for the last of them. */
    forgetAbsent (isThere: (source: string) => boolean): void {
      const forgotten = [...positions.keys()].filter((source) => !isThere(source)).slice(0, -mostAbsent)
      for (const source of forgotten) positions.delete(source)
      if (forgotten.length > 0) disk.record({ forgotten })
    }
  }
}
export type Positions = ReturnType<typeof createPositions>
