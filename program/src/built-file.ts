import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { replaceFileSync } from './durable-file.ts'

/** The first line, which is a comment in JavaScript: SHA-256 of the fingerprint of the source and of the content. */
const headerOf = (source: Buffer, content: Uint8Array): string =>
  `// ${createHash('sha256').update(source).update(content).digest('hex')}\n`

/** The build of a source (fingerprint.ts); undefined if nothing was built, or if the file is of another source or damaged. */
export const readBuilt = (file: string, source: Buffer): Buffer | undefined => {
  try {
    const built = readFileSync(file)
    const content = built.subarray(built.indexOf('\n') + 1)
    return built.subarray(0, -content.length).equals(Buffer.from(headerOf(source, content))) ? content : undefined
  } catch {
    return undefined
  }
}

/** Stores it for the next start, unless this user may not write there: a service may not write next to its code. */
export const writeBuilt = (file: string, source: Buffer, content: Uint8Array): void => {
  // Two starts at once write a file each.
  const fresh = `${file}-${process.pid}`
  try {
    // The umask of the collector would close it to the service that another user runs.
    if (mkdirSync(dirname(file), { recursive: true }) !== undefined) chmodSync(dirname(file), 0o755)
    replaceFileSync(fresh, Buffer.concat([Buffer.from(headerOf(source, content)), content]), { mode: 0o644 })
    renameSync(fresh, file)
  } catch {
    // It is built again.
  }
}
