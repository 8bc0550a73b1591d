import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { execa } from 'execa'
import { at, type ServerFiles } from './server-paths.ts'

/** `.before-restore-20261203T001500Z`, for what is moved aside. */
export const suffixNow = (): string => `.before-restore-${new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')}`

/** Whether a restore would put something in the place of what is there. */
const isOccupied = (path: string): boolean => {
  const found = statSync(path, { throwIfNoEntry: false })
  return found !== undefined && (!found.isDirectory() || readdirSync(path).length > 0)
}

/** The paths at which the server has something already. */
export const occupiedOf = (server: ServerFiles, paths: readonly string[]): readonly string[] =>
  paths.filter((path) => isOccupied(at(server, path)))

/** mv(1) keeps owners, modes and links where it has to copy to another disk. */
const move = async (from: string, to: string): Promise<void> => {
  mkdirSync(dirname(to), { recursive: true })
  await execa('mv', ['--no-target-directory', '--', from, to])
}

/** A path within another is moved along with that. */
const outermost = (paths: readonly string[]): readonly string[] =>
  paths.filter((path) => !paths.some((other) => path !== other && path.startsWith(`${other}/`)))

/**
 * Moves what was restored below a directory to its places on the server, and what is there to the same name with `suffix`, from where it
 * can be moved back.
 */
export const putInPlace = async (
  server: ServerFiles, { directory, paths, suffix }: {
    readonly directory: string
    readonly paths: readonly string[]
    readonly suffix: string
  }
): Promise<void> => {
  for (const path of outermost(paths)) {
    const [from, to] = [join(directory, path), at(server, path)]
    if (!existsSync(from)) continue
    if (isOccupied(to)) await move(to, `${to}${suffix}`)
    await move(from, to)
  }
}
