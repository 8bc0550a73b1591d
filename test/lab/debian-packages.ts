import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from './command.ts'
import { sharedTree } from './tree.ts'

/** What apt needs to know of a file. */
const entryOf = async (directory: string, file: string): Promise<string> => {
  const path = join(directory, file)
  const [fields, sum, size] = await Promise.all([
    run(['dpkg-deb', '--field', path]),
    run(['sha256sum', path]),
    run(['stat', '--format=%s', path])
  ])
  return `${fields.trimEnd()}\nFilename: ./${file}\nSize: ${size.trim()}\nSHA256: ${sum.slice(0, 64)}\n`
}

/**
 * Has apt on this machine fetch packages, with all that the devices' system lacks for them, once: they are kept next to that system.
 *
 * @returns a directory with the files `*.deb`, and a list (`Packages`) that makes it a source for apt.
 */
export const debianPackages = async (...names: readonly string[]): Promise<string> => {
  const tree = await sharedTree()
  const directory = `${tree}-${names.join('+')}`
  if (existsSync(directory)) return directory
  const building = `${directory}.building-${process.pid}`
  const options = {
    'Dir::State::status': join(tree, 'var/lib/dpkg/status'),
    'Dir::Cache::archives': building,
    'Debug::NoLocking': '1',
    'APT::Sandbox::User': 'root'
  }
  try {
    await mkdir(join(building, 'partial'), { recursive: true })
    await run(
      [
        'apt-get',
        ...Object.entries(options).map(([option, value]) => `--option=${option}=${value}`),
        '--yes',
        '--download-only',
        '--no-install-recommends',
        'install',
        ...names
      ],
      { timeoutMs: 300_000 }
    )
    const files = (await readdir(building)).filter((file) => file.endsWith('.deb'))
    await writeFile(join(building, 'Packages'), (await Promise.all(files.map((file) => entryOf(building, file)))).join('\n'))
    await rename(building, directory).catch((error: NodeJS.ErrnoException) => { if (!existsSync(directory)) throw error })
  } finally {
    await rm(building, { recursive: true, force: true })
  }
  return directory
}
