import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openSetDirectory } from '../../agent/src/content/set-directory.ts'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'

export const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex')

/** A set on the disk, as the agent leaves it. */
export const setInTest = () => {
  const directory = temporaryDirectory()
  return {
    directory,
    publish: async (files: Readonly<Record<string, string | Buffer>>): Promise<void> => {
      const set = openSetDirectory(directory)
      const manifest = Object.entries(files).map(([path, content]) => ({ path, sha256: sha256(content), size: Buffer.byteLength(content) }))
      for (const file of set.missing(manifest)) {
        writeFileSync(set.incoming(file.sha256), files[file.path]!)
        await set.accept(file)
      }
      const digest = sha256(JSON.stringify(manifest))
      set.build({ name: 'lobby', number: 1, digest, files: manifest })
      set.switchTo(digest)
      writeFileSync(join(directory, 'switched'), JSON.stringify({ digest, token: digest.slice(0, 8) }))
    }
  }
}
