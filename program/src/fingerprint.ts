import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const left = new Set(['node_modules', 'test'])

/** Empty if nothing is there. */
const filesBelow = (path: string): readonly string[] => {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter(({ name }) => !left.has(name))
      .sort((one, other) => one.name < other.name ? -1 : 1)
      .flatMap((entry) => entry.isDirectory() ? filesBelow(join(path, entry.name)) : [join(path, entry.name)])
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return []
    if (code !== 'ENOTDIR') throw error
    return [path]
  }
}

/** SHA-256 of the names and contents of files, and of all below directories but tests and installed packages. */
export const fingerprint = (root: string, parts: readonly string[]): Buffer => {
  const hash = createHash('sha256')
  const files = parts.flatMap((part) => filesBelow(join(root, part)))
  for (const file of files) hash.update(`${file.slice(root.length)}\0`).update(readFileSync(file))
  return hash.digest()
}
