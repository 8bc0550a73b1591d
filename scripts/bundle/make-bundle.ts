import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { writeCopyrights } from './copyrights.ts'
import { writeReleases, type BundledRelease } from './releases.ts'
import { writeRepository, type RepositoryOptions } from './repository.ts'
import { runTool } from './tool.ts'

interface BundleOptions extends Omit<RepositoryOptions, 'codename'> {
  /** Debian packages: ours, and all that they need. */
  readonly files: readonly string[]
  /** The npm packages of Node.js for devices of another architecture. The server's package has their checksums. */
  readonly nodePackages?: readonly string[]
  /** Releases to publish on the server. */
  readonly releases?: readonly BundledRelease[]
  /** Where the bundle is written. */
  readonly into: string
}

const speak = join(import.meta.dirname, '../../collector/src/enrollment/install/speak.sh')

/** The script that installs a bundle, whole, so that one signature covers it. */
export const installScript = async (): Promise<string> => {
  const [script, functions] = await Promise.all([join(import.meta.dirname, 'install.sh'), speak].map((file) => readFile(file, 'utf8')))
  return script!.replace(/^\. .*\/speak\.sh$/m, () => functions!.trimEnd())
}

/** The codename in os-release(5) of the machine that fetches the packages. */
const codenameHere = async (): Promise<string> => /^VERSION_CODENAME=(.+)$/m.exec(await readFile('/etc/os-release', 'utf8'))?.[1] ?? ''

/** Puts packages into one file with a script that installs them. Gives the file. */
export const makeBundle = async ({ files, nodePackages = [], releases = [], into, ...about }: BundleOptions): Promise<string> => {
  const { version, architecture, sourceDateEpoch, key } = about
  const work = await mkdtemp(join(into, '.bundle-'))
  const name = `mimamori-${version}-${architecture}`
  const [root, packages] = [join(work, name), join(work, name, 'packages')]
  try {
    await mkdir(packages, { recursive: true })
    for (const file of files) await copyFile(file, join(packages, basename(file)))
    await writeCopyrights(files, join(root, 'licenses'))
    await writeRepository(packages, { ...about, codename: await codenameHere() })
    const agent = join(root, 'agent')
    await mkdir(agent)
    for (const file of nodePackages) await copyFile(file, join(agent, basename(file)))
    if (releases.length > 0) await writeReleases(releases, join(root, 'releases'), key)
    const script = await installScript()
    await writeFile(join(root, 'install.sh'), script)
    await writeFile(join(root, 'install.sh.asc'), await key.signatureOf(script))
    await writeFile(join(root, 'key.asc'), key.publicKey)
    const [unfinished, file] = [join(work, `${name}.tar`), join(into, `${name}.tar`)]
    await runTool('tar', [
      '--create', '--file', unfinished, '--directory', work, '--sort=name', '--owner=0', '--group=0', '--numeric-owner',
      '--mode=u=rwX,go=rX', `--mtime=@${sourceDateEpoch}`, name
    ])
    await rename(unfinished, file)
    return file
  } finally {
    await rm(work, { recursive: true })
  }
}
