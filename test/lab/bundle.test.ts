import { execFileSync } from 'node:child_process'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../collector/test/until-all-end.ts'
import { fetchDebianPackages } from '../../scripts/bundle/debian-packages.ts'
import { makeBundle } from '../../scripts/bundle/make-bundle.ts'
import { readRelease, type BundledRelease } from '../../scripts/bundle/releases.ts'
import { signingKey, type SigningKey } from '../../scripts/bundle/signing-key.ts'
import { makePackage } from '../../scripts/package/make-package.ts'
import { serverPackage } from '../../scripts/package/server-package.ts'
import { architectures } from '../../scripts/publish-agent/architecture.ts'
import { fetchByNpm, findNodePackage } from '../../scripts/publish-agent/node-package.ts'
import { guideStep } from './guide-step.ts'
import { writeOn } from './install-agent.ts'
import { describeInLab } from './lab-here.ts'
import { startLab, type Lab } from './lab.ts'
import { checkout, nodeBinary } from './node-binary.ts'

/** A source that the machine has otherwise: to ask it would fail, since nothing leaves the lab. */
const otherSource = 'deb [trusted=yes] http://192.0.2.1/ ./\n'
/** The end of a self-test in which each step is set up and works. */
const everythingPassed = /\n5 OK, 0 failed, 0 not set up\n$/
/** Types a command on a pseudo-terminal, and answers each question with the next line. */
const answeringTerminal = `
import os, pty, re, sys
answers = sys.argv[2:]
pid, terminal = pty.fork()
if pid == 0: os.execvp('sh', ['sh', '-c', sys.argv[1]])
shown, answered = b'', 0
while True:
    try: piece = os.read(terminal, 4096)
    except OSError: break
    if not piece: break
    shown += piece
    if answers and re.search(rb'(:|\\[y/N\\]) $', shown[answered:]):
        answered = len(shown)
        os.write(terminal, answers.pop(0).encode() + b'\\r')
sys.stdout.buffer.write(shown)
os.waitpid(pid, 0)
`
const versions = ['0.1.0', '0.1.1'] as const

describeInLab('one file brings the Debian packages to a Debian 13', () => {
  const ended = untilAllEnd()
  const architecture = architectures.find(({ npm }) => npm === process.arch)!
  let lab: Lab
  let key: SigningKey
  /** A release for devices, which the newer file brings. */
  let release: BundledRelease
  beforeAll(async () => {
    const into = temporaryDirectory(ended)
    const options = { into, sourceDateEpoch: Math.floor(Date.now() / 1000), compression: 'none' } as const
    const made = serverPackage({ checkout, architecture, node: join(nodeBinary, '../..') })
    const ours = await Promise.all(
      versions.map((version) => makePackage({ ...made, description: { ...made.description, version } }, options))
    )
    key = await signingKey(temporaryDirectory(ended))
    const debian = await fetchDebianPackages([ours[0]!], { architecture: architecture.debian, into: temporaryDirectory(ended) })
    const other = architectures.find(({ npm }) => npm !== process.arch)!
    const directory = temporaryDirectory(ended)
    const nodePackage = await findNodePackage(other, temporaryDirectory(ended), {
      checkout, directory, fetchPackage: fetchByNpm, onFetch: () => {}
    })
    const about = { ...options, nodePackages: [nodePackage], architecture: architecture.debian, key }
    const signage = temporaryDirectory(ended)
    for (const words of [['init', '--quiet'], ['commit', '--quiet', '--allow-empty', '--message=first']]) {
      execFileSync('git', ['-C', signage, '-c', 'user.name=sato', '-c', 'user.email=sato@factory.lan', ...words])
    }
    release = await readRelease(`signage=${signage}`) as BundledRelease
    const bundles = await Promise.all(versions.map((version, index) =>
      makeBundle({ ...about, files: [ours[index]!, ...debian], version, releases: version === '0.1.1' ? [release] : [] })))
    lab = await startLab({ ids: ['pi-server'], binds: { '/media/usb': into } })
    await writeOn(lab.devices[0]!, '/etc/dpkg/dpkg.cfg.d/lab', 'force-unsafe-io\n')
    await writeOn(lab.devices[0]!, '/etc/apt/sources.list', otherSource)
    for (const [index, version] of versions.entries()) {
      const file = `/media/usb/${basename(bundles[index]!)}`
      await server('tar', '--extract', '--file', file, '--directory', '/root', `--one-top-level=${version}`, '--strip-components=1')
    }
  })
  afterAll(() => lab?.end())

  const server = (...argv: readonly string[]): Promise<string> => lab.devices[0]!.exec(argv, { timeoutMs: 600_000 })
  /** All that it printed, also if it failed. */
  const tried = (command: string): Promise<string> => server('sh', '-c', `${command} 2>&1 || echo "failed: $?"`)
  const install = (version: typeof versions[number], fingerprint = key.fingerprint): Promise<string> =>
    tried(`sh /root/${version}/install.sh --fingerprint ${fingerprint}`)

  test('its script can be checked before it runs', async () => {
    const check = 'cd /root/0.1.0 && sqv --keyring key.asc --signature-file install.sh.asc install.sh'
    expect(await tried(check)).toBe(`${key.fingerprint}\n`)
    expect(await tried(`${check} < /dev/null; echo '# more' > /root/more; cat install.sh /root/more > /root/changed;
      sqv --keyring key.asc --signature-file install.sh.asc /root/changed`)).toMatch(/failed: \d+\n$/)
  })

  test('installs nothing that another key has signed, or that was damaged', async () => {
    expect(await install('0.1.0', '0'.repeat(40))).toContain(`another key: ${key.fingerprint}. Nothing was installed.\nfailed: 1\n`)
    const restic = '$(echo /root/0.1.0/packages/restic_*.deb)'
    await tried(`cp ${restic} /root/restic && echo more >> ${restic}`)
    expect(await install('0.1.0')).toMatch(/restic[^]*failed: 100\n$/)
    await tried(`mv /root/restic ${restic}`)
    await tried('sed -i.true s/Codename/codename/ /root/0.1.0/packages/InRelease')
    expect(await install('0.1.0')).toMatch(/The signature of the packages is not valid\. Copy .*\nfailed: 1\n$/)
    await tried('mv /root/0.1.0/packages/InRelease.true /root/0.1.0/packages/InRelease')
    expect(await tried('dpkg-query --show restic mimamori-server')).toContain('failed')
  })

  /** The commands of a step of the guide, without what only a real stick needs; root of this machine, which has no sudo yet, types them. */
  const commandsOf = (step: number): readonly string[] => guideStep('server-without-internet', step).commands
    .filter((command) => !/^sudo (?:mkdir|mount) /.test(command))
    .map((command) => command.replace(/^sudo /, '').replaceAll('-arm64', `-${architecture.debian}`))

  test('installs the server by the guide, from no other source, sets it up and tries it', async () => {
    expect(await tried(commandsOf(3).join(' && '))).toBe('')
    expect(await tried(commandsOf(4).join(' && '))).toBe(`${key.fingerprint}\n`)
    const typed = ['y', '192.0.2.2', 'http', 'root', '', 'y']
    const shown = (await server('python3', '-c', answeringTerminal, commandsOf(5).join(' && '), ...typed)).replaceAll('\r', '')
    const questions = [...guideStep('server-without-internet', 5).text.matchAll(/^\| `([^`]+)` \| .*$/gm)].map(([, question]) => question!)
    expect(questions.slice(0, typed.length).filter((question) => !shown.includes(question))).toEqual([])
    expect(shown).toMatch(everythingPassed)
    expect(await tried(commandsOf(6).join(' && '))).toContain('/admin/login#')
    expect(await server('curl', '--silent', '--location', 'http://127.0.0.1:8080/admin')).toContain('<title>')
  })

  test('leaves nothing of its self-test', async () => {
    expect(JSON.parse(await server('mimamori', 'devices', 'list', '--json'))).toMatchObject([{ clientId: 'pi-server' }])
    expect(await server('mimamori', 'receivers', 'list')).toContain('Nobody receives alerts yet')
    expect(await server('mimamori', 'setup', '--yes')).toContain('Everything is as it should be; nothing to do.')
  })

  test('says which step fails, and what to do', async () => {
    await server('systemctl', 'stop', 'mimamori-alertmanager')
    const said = await tried('mimamori self-test')
    await server('systemctl', 'start', 'mimamori-alertmanager')
    expect(said).toMatch(/\[3\/5\] Alert\n[^[]*FAILED: Alertmanager does not answer[^[]*What to do: [^]*mimamori: [^]*failed: 1\n$/)
    expect(await server('mimamori', 'receivers', 'list')).toContain('Nobody receives alerts yet')
  })

  test('has the set-up pack an agent for devices of either architecture', async () => {
    const { archives } = JSON.parse(await server('cat', '/srv/mimamori/agent/agent.json')) as { readonly archives: object }
    expect(Object.keys(archives).sort()).toEqual(['aarch64', 'x86_64'])
  })

  test('brings the script that reports for a 32-bit device', async () => {
    expect(await server('ls', '/usr/lib/mimamori/server/agent/plain')).toContain('mimamori-report.timer\n')
  })

  test('installs nothing the second time', async () => {
    const before = await server('dpkg-query', '--show')
    const said = await install('0.1.0')
    expect(said).toMatch(/^Mimamori 0\.1\.0 is installed already\.\nTrying this server …\n\[1\/5\] Report\n/)
    expect(said).toMatch(everythingPassed)
    expect(await server('dpkg-query', '--show')).toBe(before)
  })

  test('a newer file upgrades a server that runs, and an older one is refused', async () => {
    const said = await install('0.1.1')
    expect(said).toMatch(everythingPassed)
    expect(said).toContain(`The release signage ${release.commit.slice(0, 12)} is published.\n`)
    expect(await server('runuser', '-u', 'mimamori', '--', 'git', '-C', '/srv/mimamori/releases/signage.git', 'rev-parse', 'release')).toBe(
      `${release.commit}\n`
    )
    expect(await server('dpkg-query', '--show', '--showformat=${Version}', 'mimamori-server')).toBe('0.1.1')
    expect(await server('systemctl', 'is-active', 'mimamori-collector')).toBe('active\n')
    expect(await install('0.1.0')).toContain('Mimamori 0.1.1 is installed; this is 0.1.0, which is older. Nothing was installed.\nfailed: 1\n')
  })
})
