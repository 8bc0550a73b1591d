import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { replaceFile } from '@mimamori/program/durable-file'
import { makeDirectory } from '../../platform/storage/private-file.ts'
import { readingGroup, shareWithGroup } from '../../platform/storage/reading-group.ts'
import type { Configuration } from './configuration.ts'

const generation = /^generation-[0-9a-f-]{36}$/
/** The file that is checked before it is put in use or dropped. */
const candidateName = 'candidate.yml'

/**
 * The directory of Alertmanager's configuration file. The files that the configuration names are in a directory of their own for each
 * writing, so that the file itself, replaced in one step, takes them all along, and the one before stays whole until it is dropped.
 * Only its owner can read it, and the directory's group if an administrator lets that read it: Alertmanager's, which runs as
 * a user of its own.
 */
export const configurationDirectory = (file: string) => {
  const directory = dirname(file)
  const share = (path: string): void => { shareWithGroup(path, readingGroup(directory)) }
  const write = async (name: string, content: string): Promise<void> => {
    await replaceFile(join(directory, name), content, { mode: 0o600, prepare: share })
  }
  const current = (): string | undefined => {
    try {
      return readFileSync(file, 'utf8')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw error
    }
  }
  return {
    /** Writes a configuration next to the one in use, and gives the file to check. */
    async writeCandidate (build: (directory: string) => Promise<Configuration>): Promise<{ readonly file: string, readonly yaml: string }> {
      makeDirectory(directory, 0o700)
      const own = `generation-${randomUUID()}`
      await mkdir(join(directory, own), { mode: 0o700 })
      share(join(directory, own))
      const { yaml, files } = await build(join(directory, own))
      for (const { name, content } of files) await write(join(own, name), content)
      await write(candidateName, yaml)
      return { file: join(directory, candidateName), yaml }
    },
    /** The text of the configuration in use; undefined if there is none. */
    current,
    /** Puts a configuration in use, in one step; undefined removes it. */
    async use (yaml: string | undefined): Promise<void> {
      if (yaml === undefined) await rm(file, { force: true })
      else await write(basename(file), yaml)
    },
    /** Removes files that the configuration in use does not name. */
    async removeUnused (): Promise<void> {
      const used = current() ?? ''
      await rm(join(directory, candidateName), { force: true })
      for (const name of await readdir(directory)) {
        if (generation.test(name) && !used.includes(name)) await rm(join(directory, name), { recursive: true, force: true })
      }
    }
  }
}
