/**
 * The server's end of publish-release.sh: bare repositories of the applications on devices. Runs as the system user
 * that owns them; publish-release.sh starts it over SSH and reads its output, so that it prints nothing else there.
 *
 * `prepare NAME` makes the repository at the first time, and prints the known earlier releases.
 * `receive NAME` talks to git push. `take NAME COMMIT` publishes a commit of a git bundle on standard input, unless a
 * later one is published. `verify NAME COMMIT` packs a commit as an update will.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createWriteStream, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { RunSummary } from '@mimamori/contract'
import { collectorClient } from '../ansible/runner/src/collector/collector-client.ts'
import { usualReleasesDirectory } from '../ansible/runner/src/platform/paths.ts'
import { localSettings } from '../ansible/runner/src/settings/settings-file.ts'
import { commandText } from '../ansible/runner/src/text/runner-text.ts'

const root = process.env['MIMAMORI_RELEASES_DIRECTORY'] ?? usualReleasesDirectory

const fail = (message: string): never => {
  process.stderr.write(`release-mirror: ${message}\n`)
  process.exit(2)
}

/** Only a plain name, which cannot lead out of our directory. */
const repositoryOf = (name: string | undefined): string => {
  if (
    name === undefined || !/^[a-z0-9][a-z0-9-]{0,99}$/.test(name)
  ) fail(`expected the name of a release (small letters, digits, hyphens), got ${JSON.stringify(name)}`)
  return join(root, `${name}.git`)
}

const git = (...argv: readonly string[]): { readonly status: number | null, readonly stdout: string } =>
  spawnSync('git', argv, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 10_000_000 })

const commitOf = (repository: string, revision: string): string | undefined => {
  const { status, stdout } = git(`--git-dir=${repository}`, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`)
  return status === 0 ? stdout.trim() : undefined
}

/** The newest run of this release that succeeded, for one device or for all; undefined if there is none. */
const lastSuccess = async (release: string): Promise<RunSummary | undefined> => {
  const { body } = await collectorClient(localSettings(process.env, commandText('en'))).get('/api/updates?limit=200')
  const { runs = [] } = (body ?? {}) as { readonly runs?: readonly RunSummary[] }
  return runs.find((run) => run.outcome === 'succeeded' && run.release === release && run.revision !== null)
}

const makeRepository = (repository: string): void => {
  mkdirSync(root, { recursive: true })
  if (
    !existsSync(join(repository, 'HEAD')) && git('init', '--quiet', '--bare', '--initial-branch=release', repository).status !== 0
  ) fail(`could not make ${repository}`)
}

const prepare = async (name: string): Promise<void> => {
  const repository = repositoryOf(name)
  makeRepository(repository)
  process.stdout.write(`repository ${repository}\n`)
  const published = commitOf(repository, 'refs/heads/release')
  if (published !== undefined) process.stdout.write(`published ${published}\n`)
  const run = await lastSuccess(name).catch(() => undefined)
  if (run) process.stdout.write(`fleet ${run.revision} ${run.run}\n`)
}

const receive = (name: string): void => {
  spawn('git-receive-pack', [repositoryOf(name)], { stdio: 'inherit' })
    .once('error', (error) => fail(error.message))
    .once('exit', (code) => { process.exitCode = code ?? 1 })
}

const take = async (name: string, commit: string): Promise<void> => {
  const repository = repositoryOf(name)
  if (!/^[0-9a-f]{40,64}$/.test(commit)) fail(`expected a commit, got ${JSON.stringify(commit)}`)
  makeRepository(repository)
  const file = join(root, `.${name}-${process.pid}.bundle`)
  const inRepository = (...argv: readonly string[]) => git(`--git-dir=${repository}`, ...argv)
  try {
    await pipeline(process.stdin, createWriteStream(file, { mode: 0o600 }))
    // The commit gets a reference of its own, as when it is pushed.
    const fetching = ['-c', 'fetch.fsckObjects=true', 'fetch', '--quiet', '--no-tags', file, `HEAD:refs/releases/${commit}`]
    if (inRepository(...fetching).status !== 0 || commitOf(repository, `refs/releases/${commit}`) !== commit) fail(`could not take ${commit}`)
  } finally {
    rmSync(file, { force: true })
  }
  const published = commitOf(repository, 'refs/heads/release')
  if (published !== undefined && inRepository('merge-base', '--is-ancestor', commit, published).status === 0) {
    process.stdout.write(`${published === commit ? 'published' : 'kept'} ${published}\n`)
    return
  }
  if (inRepository('update-ref', 'refs/heads/release', commit).status !== 0) fail(`could not publish ${commit}`)
  process.stdout.write(`published ${commit}\n`)
}

const verify = (name: string, commit: string): void => {
  const repository = repositoryOf(name)
  if (
    !/^[0-9a-f]{40,64}$/.test(commit) || commitOf(repository, commit) !== commit
  ) fail(`${repository} has no commit ${JSON.stringify(commit)}`)
  const counter = spawn('git', [`--git-dir=${repository}`, 'archive', '--format=tar', commit], { stdio: ['ignore', 'pipe', 'inherit'] })
  let bytes = 0
  counter.stdout.on('data', (part: Buffer) => { bytes += part.length })
  counter.once('close', (code) => {
    if (code === 0) process.stdout.write(`bytes ${bytes}\n`)
    process.exitCode = code ?? 1
  })
}

const [verb, name = '', commit = ''] = process.argv.slice(2)
if (verb === 'prepare') await prepare(name)
else if (verb === 'receive') receive(name)
else if (verb === 'take') await take(name, commit)
else if (verb === 'verify') verify(name, commit)
else fail(`expected prepare, receive, take or verify, got ${JSON.stringify(verb)}`)
