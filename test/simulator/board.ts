import { join } from 'node:path'
import { collectAll, createCollectors, type Family } from '@mimamori/exporter'
import { selectFamilies } from '../../agent/src/measure/profile.ts'

const fixtures = join(import.meta.dirname, '../../exporter/test/fixtures')

export const boards = ['pi-3', 'pi-4', 'pi-5', 'zero-2w'] as const
export type Board = typeof boards[number]

/**
 * What a real agent on such a board reports: the exporter reads the board's fixture tree (exporter/test/fixtures/README.md)
 * and the agent chooses what a push carries.
 */
export const measureBoard = async (board: Board, profile: 'default' | 'lean' = 'default'): Promise<readonly Family[]> => {
  const tree = join(fixtures, board)
  const roots = { proc: join(tree, 'proc'), sys: join(tree, 'sys'), rootfs: join(tree, 'rootfs'), udevData: join(tree, 'udev/data') }
  return selectFamilies(await collectAll(createCollectors({ roots })), { profile, collectors: [] })
}

/** All boards by name, each measured once. */
export const measureBoards = async (profile: 'default' | 'lean' = 'default'): Promise<Readonly<Record<Board, readonly Family[]>>> =>
  Object.fromEntries(await Promise.all(boards.map(async (board) => [board, await measureBoard(board, profile)] as const))) as Record<
    Board,
    readonly Family[]
  >
