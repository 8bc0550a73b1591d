import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../../collector/test/until-all-end.ts'
import { testWith } from '../../../dashboards/test/debian-tool.ts'
import { installScript, makeBundle } from '../../../scripts/bundle/make-bundle.ts'
import { signingKey, type SigningKey } from '../../../scripts/bundle/signing-key.ts'

const ended = untilAllEnd()
const testOfBundle = testWith('/usr/bin/sqv')
const architecture = execFileSync('dpkg', ['--print-architecture'], { encoding: 'utf8' }).trim()
const otherArchitecture = architecture === 'amd64' ? 'arm64' : 'amd64'

/** A package of nothing but its name, which claims 900 GB and refuses to be installed: these tests change nothing here. */
const hugePackage = (debian: string): string => {
  const [directory, file] = [temporaryDirectory(ended), join(temporaryDirectory(ended), `mimamori-server_9.0_${debian}.deb`)]
  const documents = join(directory, 'usr/share/doc/mimamori-server')
  mkdirSync(join(directory, 'DEBIAN'))
  mkdirSync(documents, { recursive: true })
  writeFileSync(join(documents, 'copyright'), 'Nobody’s.\n')
  writeFileSync(join(directory, 'DEBIAN/preinst'), '#!/bin/sh\nexit 1\n', { mode: 0o755 })
  writeFileSync(join(directory, 'DEBIAN/control'), `Package: mimamori-server
Version: 9.0
Architecture: ${debian}
Maintainer: nobody <nobody@mimamori.invalid>
Installed-Size: 900000000
Description: is too large for any disk of these tests
`)
  execFileSync('dpkg-deb', ['--root-owner-group', '--build', directory, file])
  return file
}

/** An unpacked bundle. */
const bundleFor = async (debian: string, key: SigningKey): Promise<string> => {
  const into = temporaryDirectory(ended)
  const about = { version: '9.0', architecture: debian, sourceDateEpoch: 1_790_000_000, key }
  const file = await makeBundle({ files: [hugePackage(debian)], into, ...about })
  execFileSync('tar', ['--extract', '--file', file, '--directory', into, '--strip-components=1'])
  return into
}

describe('install.sh installs nothing', () => {
  let key: SigningKey
  let bundles: Readonly<Record<'ours' | 'others', string>>
  beforeAll(async () => {
    key = await signingKey(temporaryDirectory(ended))
    bundles = { ours: await bundleFor(architecture, key), others: await bundleFor(otherArchitecture, key) }
  })

  interface Machine {
    readonly bundle?: keyof typeof bundles
    readonly osRelease?: string
    readonly language?: string
    /** A program that runs it. */
    readonly by?: string
  }
  /** Runs it as root of a namespace with a /run and an os-release of its own. Gives its exit code and all that it printed. */
  const install = ({ bundle = 'ours', osRelease, language = 'C.UTF-8', by = '' }: Machine = {}): readonly [number | null, string] => {
    const release = join(temporaryDirectory(ended), 'os-release')
    if (osRelease !== undefined) writeFileSync(release, osRelease)
    const inside = `mount -t tmpfs none /run
      ${osRelease === undefined ? '' : `mount --bind ${release} /etc/os-release`}
      exec 2>&1 ${by} sh ${bundles[bundle]}/install.sh --fingerprint ${key.fingerprint}`
    const { status, stdout, stderr } = spawnSync('unshare', ['--map-root-user', '--mount', 'sh', '-ec', inside], {
      encoding: 'utf8', env: { ...process.env, LC_ALL: language }
    })
    return [status, stdout + stderr]
  }
  const japanese = 'ja_JP.UTF-8'

  testOfBundle('where the disk is too small, and says how much it needs', () => {
    expect(install()).toEqual([1, expect.stringMatching(
      /^mimamori: Mimamori needs 879306 MB on this disk; \d+ MB are free\. Delete .* larger card\. Nothing was installed\.\n$/
    )])
    expect(install({ language: japanese })).toEqual([1, expect.stringMatching(
      /^mimamori: 空き容量が足りません（必要：879306 MB、空き：\d+ MB）。.*何もインストールしていません。\n$/
    )])
  })

  testOfBundle('of another architecture, and names the file to take', () => {
    expect(install({ bundle: 'others' })).toEqual([1, `mimamori: These packages are for ${otherArchitecture}; ` +
      `this machine needs mimamori-9.0-${architecture}.tar. Nothing was installed.\n`])
    expect(install({ bundle: 'others', language: japanese })).toEqual([1, expect.stringContaining(
      `このマシンには mimamori-9.0-${architecture}.tar が必要です。`
    )])
  })

  testOfBundle('of another release of Debian, nor on Ubuntu', () => {
    const [debian12, ubuntu] = [
      'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_CODENAME=bookworm\nID=debian\n',
      'PRETTY_NAME="Ubuntu 24.04.1 LTS"\nVERSION_CODENAME=noble\nID=ubuntu\nID_LIKE=debian\n'
    ]
    expect(install({ osRelease: debian12 })).toEqual([1, expect.stringMatching(
      /^mimamori: These packages are for Debian [a-z]+; this machine runs Debian GNU\/Linux 12 \(bookworm\)\. Nothing was installed\.\n$/
    )])
    expect(install({ osRelease: ubuntu })).toEqual([1, expect.stringContaining('runs Ubuntu 24.04.1 LTS. Nothing was')])
    expect(install({ osRelease: ubuntu, language: japanese })).toEqual([1, expect.stringContaining('OS は Ubuntu 24.04.1 LTS です。')])
  })

  testOfBundle('while it runs already', () => {
    const by = 'flock /run/mimamori-install.lock'
    expect(install({ by })).toEqual([1,
      'mimamori: install.sh is running already, maybe in another window. Wait until it has ended.\n'])
    expect(install({ by, language: japanese })).toEqual([1, expect.stringContaining('終わるまでお待ちください。')])
  })

  testOfBundle('without root', async () => {
    const runAs = async (language: string) => {
      const { status, stderr } = spawnSync('sh', ['-s'], {
        input: await installScript(), encoding: 'utf8', env: { ...process.env, LC_ALL: language }, ...process.getuid!() === 0 && { uid: 65_534 }
      })
      return [status, stderr]
    }
    expect(await runAs('C.UTF-8')).toEqual([1, 'mimamori: This needs root. Run: sudo sh install.sh\n'])
    expect(await runAs(japanese)).toEqual([1, 'mimamori: root で実行してください：sudo sh install.sh\n'])
  })
})
