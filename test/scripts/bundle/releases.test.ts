import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { testWith } from '../../../dashboards/test/debian-tool.ts'
import { readRelease, writeReleases, type BundledRelease } from '../../../scripts/bundle/releases.ts'
import { signingKey } from '../../../scripts/bundle/signing-key.ts'
import { checkout } from '../../lab/node-binary.ts'

const test = testWith('/usr/bin/sqv')

/** An application with a commit of its own; gives its directory and what makes a further commit. */
const application = (): { readonly directory: string, readonly commit: (message: string) => string } => {
  const directory = temporaryDirectory()
  const git = (...words: readonly string[]): string =>
    execFileSync('git', ['-C', directory, '-c', 'user.name=sato', '-c', 'user.email=sato@factory.lan', ...words], { encoding: 'utf8' })
  git('init', '--quiet')
  const commit = (message: string): string => {
    writeFileSync(join(directory, 'app'), message)
    git('add', 'app')
    git('commit', '--quiet', `--message=${message}`)
    return git('rev-parse', 'HEAD').trim()
  }
  commit('first')
  return { directory, commit }
}

/** The server's end: its exit code, and what it printed. */
const take = (server: string, { name, commit }: Pick<BundledRelease, 'name' | 'commit'>, bundle: string | Buffer): readonly unknown[] => {
  const { status, stdout } = spawnSync(process.execPath, [join(checkout, 'scripts/release-mirror.ts'), 'take', name, commit], {
    input: typeof bundle === 'string' ? readFileSync(bundle) : bundle, encoding: 'utf8', env: { ...process.env, MIMAMORI_RELEASES_DIRECTORY: server }
  })
  return [status, stdout]
}

const published = (server: string): string =>
  execFileSync('git', [`--git-dir=${join(server, 'signage.git')}`, 'rev-parse', 'refs/heads/release'], { encoding: 'utf8' }).trim()

test('a commit is brought by a signed list, and published unless a later one is', async () => {
  const [{ directory, commit }, server, key] = [application(), temporaryDirectory(), await signingKey(temporaryDirectory())]
  const written = async (): Promise<{ readonly release: BundledRelease, readonly into: string, readonly file: string }> => {
    const release = await readRelease(`signage=${directory}`) as BundledRelease
    const into = join(temporaryDirectory(), 'releases')
    await writeReleases([release], into, key)
    return { release, into, file: join(into, `signage-${release.commit}.bundle`) }
  }
  const first = await written()
  execFileSync('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], { cwd: first.into })
  writeFileSync(join(first.into, 'key.asc'), key.publicKey)
  expect(execFileSync('sqv', ['--keyring', 'key.asc', '--signature-file', 'SHA256SUMS.asc', 'SHA256SUMS'], { cwd: first.into, encoding: 'utf8' })).toBe(
    `${key.fingerprint}\n`
  )
  expect(take(server, first.release, first.file)).toEqual([0, `published ${first.release.commit}\n`])
  const second = commit('second')
  const later = await written()
  expect(later.release.commit).toBe(second)
  expect(take(server, later.release, later.file)).toEqual([0, `published ${second}\n`])
  expect(take(server, later.release, later.file)).toEqual([0, `published ${second}\n`])
  expect(take(server, first.release, first.file)).toEqual([0, `kept ${second}\n`])
  expect(published(server)).toBe(second)
})

test('nothing is published that is damaged, or is another commit than the list says', async () => {
  const [{ directory, commit }, server, key] = [application(), temporaryDirectory(), await signingKey(temporaryDirectory())]
  const into = join(temporaryDirectory(), 'releases')
  const release = await readRelease(`signage=${directory}`) as BundledRelease
  await writeReleases([release], into, key)
  const file = join(into, `signage-${release.commit}.bundle`)
  const half = readFileSync(file)
  expect(take(server, release, half.subarray(0, half.length / 2))).toEqual([2, ''])
  expect(take(server, { ...release, commit: commit('another') }, file)).toEqual([2, ''])
  expect(() => published(server)).toThrow()
  expect(take(server, release, file)).toEqual([0, `published ${release.commit}\n`])
})

test('a directory without a commit, with changes, or with a name that is none is refused by its reason', async () => {
  const { directory } = application()
  expect(await readRelease(temporaryDirectory())).toBe('noCheckout')
  expect(await readRelease(`Signage=${directory}`)).toBe('badName')
  writeFileSync(join(directory, 'app'), 'changed')
  expect(await readRelease(`signage=${directory}`)).toBe('uncommitted')
})
