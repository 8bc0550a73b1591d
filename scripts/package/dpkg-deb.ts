import { execFile } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { controlFields, installedKilobytes, md5sums, type Description } from './control.ts'

const run = promisify(execFile)

export interface BuildOptions {
  readonly description: Description
  /** The files as a device will have them. */
  readonly root: string
  /** A directory of deb-maintainer-scripts(5). */
  readonly scripts: string
  /** Where the package is written. */
  readonly into: string
  /** The time of every file, in seconds since 1970. */
  readonly sourceDateEpoch: number
  readonly compression: 'xz' | 'none'
}

/** Makes a package of staged files, the same bytes of the same files. Gives its file, which has its name once it is whole. */
export const buildPackage = async (
  { description, root, scripts, into, sourceDateEpoch, compression }: BuildOptions
): Promise<string> => {
  const [fields, sums] = [controlFields(description, installedKilobytes(root)), md5sums(root)]
  const control = join(root, 'DEBIAN')
  mkdirSync(control)
  chmodSync(control, 0o755)
  writeFileSync(join(control, 'control'), fields)
  writeFileSync(join(control, 'md5sums'), sums)
  for (const name of ['control', 'md5sums']) chmodSync(join(control, name), 0o644)
  for (const name of readdirSync(scripts)) {
    copyFileSync(join(scripts, name), join(control, name))
    chmodSync(join(control, name), 0o755)
  }
  const name = `${description.name}_${description.version}_${description.architecture}.deb`
  const [unfinished, file] = [join(into, `.${name}`), join(into, name)]
  // xz writes other bytes with more threads.
  await run('dpkg-deb', ['--root-owner-group', '--threads-max=1', `-Z${compression}`, '--build', root, unfinished], {
    env: { ...process.env, LC_ALL: 'C.UTF-8', SOURCE_DATE_EPOCH: String(sourceDateEpoch) }
  })
  renameSync(unfinished, file)
  return file
}
