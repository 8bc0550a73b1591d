import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../collector/test/until-all-end.ts'
import { freePort } from '../../collector/test/free-port.ts'
import { collectorAt, type CollectorHandle } from '../whole/collector.ts'
import { describeWith } from '../whole/processes.ts'
import { runScript, writeSettings, type Ended } from './admin-computer.ts'
import { describeWithOldestBash } from './shells.ts'
import { startSshServer, type SshServer } from './ssh-server.ts'

const repository = join(import.meta.dirname, '..', '..')
const script = join(repository, 'scripts', 'publish-release.sh')

describeWith('/usr/sbin/sshd')('over SSH', () => {
  describeWithOldestBash('publish-release.sh', (bash) => {
    let directory: string
    let home: string
    let signage: string
    let sshd: SshServer
    let collector: CollectorHandle
    const mirror = (): string => join(directory, 'releases', 'signage.git')
    const git = (...words: readonly string[]): string => {
      const { status, stdout, stderr } = spawnSync('git', ['-c', 'user.name=Sato', '-c', 'user.email=sato@example.com', ...words], {
        cwd: signage,
        encoding: 'utf8'
      })
      if (status !== 0) throw new Error(`git ${words.join(' ')}: ${stderr}`)
      return stdout.trim()
    }
    const commit = (message: string): string => {
      writeFileSync(join(signage, 'page.html'), `<p>${message}</p>\n`)
      git('add', '.')
      git('commit', '-q', '-m', message)
      return git('rev-parse', 'HEAD')
    }
    const publish = (...words: readonly string[]): Promise<Ended> => runScript({ bash, script, arguments: words, home, cwd: signage })

    const ended = untilAllEnd()
    beforeAll(async () => {
      directory = temporaryDirectory(ended)
      home = join(directory, 'home')
      signage = join(directory, 'signage')
      collector = collectorAt({ directory, port: await freePort() })
      // sudo drops what is set here; in its place stands an account that owns the repositories itself.
      sshd = await startSshServer({
        directory, path: '/usr/bin:/bin',
        environment: {
          MIMAMORI_RELEASES_DIRECTORY: join(directory, 'releases'), MIMAMORI_URL: collector.url,
          MIMAMORI_UPDATE_TOKEN_FILE: join(directory, 'update-token')
        }
      })
    })
    beforeEach(() => {
      for (const name of [home, signage, join(directory, 'releases')]) rmSync(name, { recursive: true, force: true })
      for (const name of [home, signage]) mkdirSync(name)
      git('init', '-q', '-b', 'main')
      writeSettings(home, `SERVER=pi-server\nSERVER_DIRECTORY=${repository}\nRUN_AS=\nSSH_CONFIG=${sshd.clientConfig}\n`)
    })
    afterAll(async () => {
      await sshd.stop()
    })

    test('makes the repository on the server at the first time, and the server can then serve the commit', async () => {
      const first = commit('案内画面を追加')
      const { code, stdout, stderr } = await publish('--yes')
      expect([code, stderr]).toEqual([0, ''])
      expect(stdout).toMatch(
        new RegExp(
          `^The first release of signage: ${first.slice(0, 7)} 案内画面を追加\nsignage ${first.slice(0, 12)} is on pi-server, in ${mirror()} \\(\\d+ kB\\), for devices whose release_source names that. Next: ./scripts/update-all-clients.sh --plan --revision ${first.slice(0, 12)}\n$`
        )
      )
      expect(git('--git-dir', mirror(), 'rev-parse', 'release', `refs/releases/${first}`).split('\n')).toEqual([first, first])
    })

    test('shows what is new since the last release, and keeps every release', async () => {
      const first = commit('first')
      await publish('--yes')
      commit('second')
      const third = commit('third')
      const { stdout } = await publish('--yes')
      expect(stdout).toContain(`New in signage since the last release (${first.slice(0, 12)})`)
      expect(stdout.match(/^ {2}\w+ \d{4}-\d\d-\d\d (second|third)$/gm)).toHaveLength(2)
      git('--git-dir', mirror(), 'rev-parse', `refs/releases/${first}`)
      expect(git('--git-dir', mirror(), 'rev-parse', 'release')).toBe(third)
    })

    test('shows what is new since the last successful run, where the collector knows of a run that succeeded', async () => {
      await collector.start()
      try {
        const { token } = await collector.admin('POST', '/api/tokens', { name: 'runner', role: 'update' }) as { token: string }
        writeFileSync(join(directory, 'update-token'), token)
        const first = commit('on the devices')
        await publish('--yes')
        await recordSuccess(collector, token, first)
        const second = commit('published, never updated to')
        await publish('--yes')
        commit('the newest')
        const { stdout } = await publish('--plan')
        expect(stdout).toContain(
          `New in signage since the last successful update run (20260314-093000-0a1b2c, revision ${first.slice(0, 12)}); a device that was not in that run may lack more:`
        )
        expect(stdout.match(/^ {2}\w+ \d{4}-\d\d-\d\d .+$/gm)).toHaveLength(2)
        expect(git('--git-dir', mirror(), 'rev-parse', 'release')).toBe(second)
      } finally {
        await collector.stop()
      }
    })

    test('says that an older commit goes back, and publishes it', async () => {
      const first = commit('first')
      commit('second')
      await publish('--yes')
      const { code, stdout } = await publish('--yes', first)
      expect(code).toBe(0)
      expect(stdout).toContain('This goes back: it lacks 1 of the published commits.')
      expect(git('--git-dir', mirror(), 'rev-parse', 'release')).toBe(first)
    })

    test('publishes a tag of an annotated release under another name', async () => {
      const first = commit('first')
      git('tag', '-a', 'v1.0', '-m', 'one')
      expect((await publish('v1.0', '--release', 'kiosk', '--yes')).code).toBe(0)
      expect(git('--git-dir', join(directory, 'releases', 'kiosk.git'), 'rev-parse', 'release')).toBe(first)
    })

    test('does nothing twice', async () => {
      commit('first')
      await publish('--yes')
      const { code, stdout } = await publish()
      expect(code).toBe(0)
      expect(stdout).toContain('  nothing\n')
    })

    test('publishes nothing with --plan, and nothing unasked', async () => {
      commit('first')
      expect((await publish('--plan')).code).toBe(0)
      const { code, stderr } = await publish()
      expect([code, stderr]).toEqual([
        2,
        'publish-release.sh: there is no terminal to ask on. To publish without confirmation: --yes. Nothing was published.\n'
      ])
      expect(spawnSync('git', ['--git-dir', mirror(), 'rev-parse', '--verify', '-q', 'release']).status).not.toBe(0)
    })

    test('says that an update does not carry submodules, also where the first of very many files is one', async () => {
      const first = commit('first')
      const blob = git('rev-parse', 'HEAD:page.html')
      const entries = [
        `160000 ${first}\ta-submodule`,
        ...Array.from({ length: 4000 }, (_, number) => `100644 ${blob}\tpages/page-${number}.html`)
      ]
      const { status } = spawnSync('git', ['update-index', '--index-info'], { cwd: signage, input: `${entries.join('\n')}\n` })
      expect(status).toBe(0)
      git('commit', '-q', '-m', 'many')
      const { stderr } = await publish('--plan', '--allow-uncommitted')
      expect(stderr).toContain('publish-release.sh: this commit has submodules; updates do not include their contents.')
      expect((await publish('--plan', first)).stderr).toBe('')
    })

    test('refuses changes that are not committed unless a flag says that they may stay behind', async () => {
      commit('first')
      writeFileSync(join(signage, 'page.html'), 'half done')
      const { code, stderr } = await publish('--yes')
      expect(code).toBe(2)
      expect(stderr).toContain('page.html')
      expect((await publish('--yes', '--allow-uncommitted')).code).toBe(0)
    })

    test('refuses options that it does not know, and revisions and names that cannot be', async () => {
      commit('first')
      for (const [words, message] of [
        [['--sever', 'x'], 'unknown option --sever. All options: publish-release.sh --help'],
        [['no-such-branch'], 'expected a commit, a tag or a branch of this checkout, got “no-such-branch”.'],
        [['HEAD', 'main'], 'expected one commit, tag or branch, and also got “main”.'],
        [['--release', '../etc'], '--release: expected lowercase letters, digits and hyphens, such as signage, got “../etc”.']
      ] as const) {
        const { code, stderr } = await publish(...words)
        expect([code, stderr]).toEqual([2, expect.stringContaining(`publish-release.sh: ${message}`)])
      }
    })

    test.each([
      ['prepare', '../etc'], ['receive', '/etc/cron.d'], ['receive', 'signage.git/hooks'], ['verify', 'signage', '--output=/tmp/x'], ['remove', 'signage']
    ])('leads nobody out of the folder of releases: %s %s', (...words) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [join(repository, 'scripts', 'release-mirror.ts'), ...words], {
        encoding: 'utf8', env: { PATH: process.env['PATH'], MIMAMORI_RELEASES_DIRECTORY: join(directory, 'releases') }
      })
      expect([status, stdout, stderr]).toEqual([2, '', expect.stringMatching(/^release-mirror: /)])
    })

    test('says where to run it outside a checkout', async () => {
      const { code, stderr } = await runScript({ bash, script, home })
      expect(code).toBe(2)
      expect(stderr).toContain(`${home} is not in a git checkout.`)
    })

    test('ends with 1 and publishes nothing where git cannot bring the commit over', async () => {
      commit('first')
      await publish('--yes')
      const hook = join(mirror(), 'hooks', 'pre-receive')
      writeFileSync(hook, '#!/bin/sh\necho no space left >&2\nexit 1\n')
      chmodSync(hook, 0o755)
      commit('second')
      const { code, stderr } = await publish('--yes')
      expect(code).toBe(1)
      expect(stderr).toContain('no space left')
      expect(stderr).toContain('git could not push the commit to the server; its message is above. Nothing was published.')
    })

    test('runs nothing here that the server answers, and takes no greeting for an answer', async () => {
      const first = commit('first')
      const server = join(directory, 'strange')
      const ran = join(directory, 'ran')
      mkdirSync(join(server, 'node_modules', '.bin'), { recursive: true })
      const node = join(server, 'node_modules', '.bin', 'node')
      const answering = (...lines: readonly string[]): void => {
        writeFileSync(
          node,
          `#!/bin/sh\ncat <<'ANSWER'\nWelcome to pi-server\nrepository ${mirror()}\npublished ${first}\n${lines.join('\n')}\nANSWER\n`
        )
        chmodSync(node, 0o755)
      }
      writeSettings(home, `SERVER=pi-server\nSERVER_DIRECTORY=${server}\nRUN_AS=\nSSH_CONFIG=${sshd.clientConfig}\n`)
      for (const lines of [[`bytes x[$(touch ${ran})]`], [`bytes 1 x[$(touch ${ran})]`], [`x[$(touch ${ran})]`], ['bytes -1'], ['bytes']]) {
        answering(...lines)
        const { code, stderr } = await publish('--yes')
        expect([code, stderr]).toEqual([1, expect.stringContaining(`pi-server has received ${first.slice(0, 12)} but cannot pack it`)])
      }
      expect(existsSync(ran)).toBe(false)
      answering('bytes 2049')
      const { code, stdout } = await publish('--yes')
      expect([code, stdout]).toEqual([0, expect.stringContaining('(3 kB)')])
    })

    test('says with exit code 2 that the server cannot be reached', async () => {
      commit('first')
      writeSettings(home, `SERVER=127.0.0.1\nSSH_CONFIG=${join(home, 'nobody-listens')}\n`)
      writeFileSync(join(home, 'nobody-listens'), `Port ${await freePort()}\n`)
      const { code, stderr } = await publish('--yes')
      expect([code, stderr]).toEqual([2, expect.stringContaining('could not reach 127.0.0.1 over SSH')])
    })
  })
})

const recordSuccess = async (collector: CollectorHandle, token: string, revision: string): Promise<void> => {
  const at = '2026-03-14T09:30:00Z'
  const run = '20260314-093000-0a1b2c'
  const post = async (path: string, body: unknown): Promise<void> => {
    const answer = await fetch(`${collector.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body)
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  }
  await post('/api/updates', {
    run,
    origin: 'runner',
    startedAt: at,
    playbook: 'update_clients.yml',
    release: 'signage',
    revision,
    hosts: ['pi-kiosk-03']
  })
  await post(`/api/updates/${run}/hosts`, {
    hosts: [{ state: 'finished', host: 'pi-kiosk-03', at, attempt: 1, outcome: 'updated', durationSeconds: 12, toRevision: revision }]
  })
  await post(`/api/updates/${run}/end`, { endedAt: at, outcome: 'succeeded' })
}
