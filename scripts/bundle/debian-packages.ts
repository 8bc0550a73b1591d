import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runTool } from './tool.ts'

interface FetchOptions {
  /** As Debian names it. */
  readonly architecture: string
  /** Where the files are put. */
  readonly into: string
}

/**
 * Has apt fetch every package that ours need, down to the C library, from the sources configured on this machine. apt resolves for a
 * machine without any package, so the result fits whatever a server has already; it checks each file against the sources' signed lists.
 * Gives the files.
 */
export const fetchDebianPackages = async (files: readonly string[], { architecture, into }: FetchOptions): Promise<readonly string[]> => {
  const work = await mkdtemp(join(tmpdir(), 'mimamori-apt-'))
  const status = join(work, 'status')
  const options = {
    'Dir::State': work,
    'Dir::State::status': status,
    'Dir::Cache': work,
    'Dir::Cache::archives': into,
    'APT::Architecture': architecture,
    'APT::Architectures': architecture,
    // Reads the files with the rights of this process, not as the user _apt.
    'APT::Sandbox::User': 'root',
    'Debug::NoLocking': '1'
  }
  const aptGet = (...args: readonly string[]): Promise<string> =>
    runTool('apt-get', [...Object.entries(options).map(([option, value]) => `--option=${option}=${value}`), '--quiet=2', ...args])
  try {
    await writeFile(status, '')
    for (const directory of [join(work, 'lists/partial'), join(into, 'partial')]) await mkdir(directory, { recursive: true })
    await aptGet('--error-on=any', 'update')
    await aptGet('--yes', '--download-only', '--no-install-recommends', 'install', ...files)
    return (await readdir(into)).filter((name) => name.endsWith('.deb')).map((name) => join(into, name))
  } finally {
    await rm(work, { recursive: true })
  }
}
