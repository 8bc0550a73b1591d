import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { runTool, ToolError } from './tool.ts'

const tool = 'dpkg-deb'

/** One package's files of that kind, and its directory, which may be a link to that of another package with the same license. */
const script = `set -e
into=$1; shift
for file; do
  dpkg-deb --fsys-tarfile "$file" > "$into/.tar"
  tar --list --file "$into/.tar" | { grep -E '^\\./usr/share/doc/[^/]+(/(copyright|THIRD-PARTY))?$' || true; } > "$into/.names"
  tar --extract --file "$into/.tar" --directory "$into" --no-same-owner --no-same-permissions --no-recursion --files-from "$into/.names"
done
rm "$into/.tar" "$into/.names"`

/**
 * Extracts from Debian packages the texts of their licenses, `usr/share/doc/NAME/copyright`, into a directory
 * (https://www.debian.org/doc/debian-policy/ch-docs.html#copyright-information). @throws {ToolError} if one has none
 */
export const writeCopyrights = async (files: readonly string[], into: string): Promise<void> => {
  await mkdir(into)
  await runTool('sh', ['-c', script, 'sh', into, ...files])
  const missing = files.filter((file) => !existsSync(join(into, 'usr/share/doc', basename(file).split('_')[0]!, 'copyright')))
  if (missing.length === 0) return
  throw new ToolError(tool, { isMissing: false, reason: `no copyright file in ${missing.map((file) => basename(file)).join(', ')}` })
}
