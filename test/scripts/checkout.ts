import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'

const setUp = pathToFileURL(join(import.meta.dirname, '../../scripts/setup/packages.js')).href
/** Nothing listens there. */
const registry = 'http://127.0.0.1:9'

interface Source { readonly resolved: string, readonly integrity: string }

const lockOf = (version: string, from: Source, tool?: Source): string =>
  JSON.stringify({
    name: 'checkout',
    version: '1.0.0',
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': {
        name: 'checkout',
        version: '1.0.0',
        workspaces: ['room'],
        dependencies: { thing: version },
        devDependencies: tool && { tool: '1.0.0' }
      },
      'node_modules/thing': { version, ...from },
      ...(tool && { 'node_modules/tool': { ...tool, version: '1.0.0', dev: true } }),
      'node_modules/for-other-machines': { version: '1.0.0', integrity: 'sha512-BBBB', optional: true },
      'node_modules/room': { resolved: 'room', link: true },
      room: { version: '1.0.0', bin: { room: 'bin/room.js' } }
    }
  })

const checkoutPackage = { name: 'checkout', version: '1.0.0', workspaces: ['room'], dependencies: { thing: '*' }, optionalDependencies: {} }

export interface SetUpOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly uid?: number
  readonly gid?: number
  readonly withDevelopment?: boolean
}

/** A checkout with a workspace, whose packages are those of version 1.0.0 of a package `thing`. */
export const checkout = () => {
  const directory = temporaryDirectory()
  const file = (name: string, content: string): void => {
    mkdirSync(dirname(join(directory, name)), { recursive: true })
    writeFileSync(join(directory, name), content)
  }
  const comesTo = (
    version: string,
    from: Source = { resolved: `${registry}/thing/-/thing-${version}.tgz`, integrity: 'sha512-AAAA' }
  ): void => {
    file('package-lock.json', lockOf(version, from))
  }
  /** What npm installs of a package that is here. */
  const packed = (name: string, version: string): Source => {
    file('source/package.json', JSON.stringify({ name, version, main: 'index.js' }))
    file('source/index.js', version)
    const env = { PATH: process.env['PATH'], HOME: directory }
    const answer = execFileSync('npm', ['pack', '--json', './source'], { cwd: directory, encoding: 'utf8', stdio: 'pipe', env })
    const [{ integrity }] = JSON.parse(answer) as [{ readonly integrity: string }]
    return { resolved: `file:${join(directory, `${name}-${version}.tgz`)}`, integrity }
  }
  file('package.json', JSON.stringify(checkoutPackage))
  file('room/package.json', JSON.stringify({ name: 'room', version: '1.0.0', bin: { room: './bin/room.js' } }))
  file('room/bin/room.js', '#!/usr/bin/env node\nconsole.log("of the checkout")\n')
  comesTo('1.0.0')
  file('node_modules/.package-lock.json', readFileSync(join(directory, 'package-lock.json'), 'utf8'))
  file('node_modules/thing/index.js', '1.0.0')

  /** Sets it up with the real npm, which has no network. */
  const start = ({ env = {}, withDevelopment = false, uid, gid }: SetUpOptions = {}) => {
    // After the import: this checkout may be in a directory that the other account cannot read, as one of mktemp -d.
    const becomes = uid === undefined ? '' : `process.setgroups([]); process.setgid(${gid}); process.setuid(${uid});`
    const script = `import { installPackages } from '${setUp}'; ${becomes} installPackages(process.cwd(), { withDevelopment: ${withDevelopment} })`
    const npm = { npm_config_registry: registry, npm_config_fetch_retries: '0', npm_config_cache: join(directory, 'cache') }
    return spawn(process.execPath, ['--input-type=module', '--eval', script], {
      // A group of its own, which a test can kill whole.
      cwd: directory, detached: true, env: { PATH: process.env['PATH'], HOME: directory, ...npm, ...env }
    })
  }
  return {
    directory,
    file,
    comesTo,
    /** The same, where the thing can be had. */
    comesToWithin: (version: string): void => { comesTo(version, packed('thing', version)) },
    /** The same, and a tool for development. */
    comesToWithTool: (version: string): void => {
      file('package.json', JSON.stringify({ ...checkoutPackage, devDependencies: { tool: '1.0.0' } }))
      file('package-lock.json', lockOf(version, packed('thing', version), packed('tool', '1.0.0')))
    },
    start,
    setUp: async (options: SetUpOptions = {}): Promise<{ readonly status: number | null, readonly stderr: string }> => {
      const child = start(options)
      let stderr = ''
      child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text })
      const [status] = await once(child, 'close') as [number | null]
      return { status, stderr }
    },
    hasTool: () => existsSync(join(directory, 'node_modules/tool/index.js')),
    thing: () => readFileSync(join(directory, 'node_modules/thing/index.js'), 'utf8')
  }
}
