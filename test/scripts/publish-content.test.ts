import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { collectorInTest, type CollectorInTest } from '../../collector/test/collector-in-test.ts'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../collector/test/until-all-end.ts'
import { describeWith } from '../whole/processes.ts'
import { runScript, writeSettings, type Ended } from './admin-computer.ts'
import { describeWithOldestBash } from './shells.ts'
import { startSshServer, type SshServer } from './ssh-server.ts'

const repository = join(import.meta.dirname, '..', '..')
const script = join(repository, 'scripts', 'publish-content.sh')

describeWith('/usr/sbin/sshd')('over SSH', () => {
  describeWithOldestBash('publish-content.sh', (bash) => {
    let directory: string
    let home: string
    let folder: string
    let sshd: SshServer
    let collector: CollectorInTest
    const ended = untilAllEnd()
    const inbox = (): string => join(directory, 'inbox')
    const publish = (...words: readonly string[]): Promise<Ended> => runScript({ bash, script, arguments: words, home })
    const current = async (name: string) => {
      const { content } = (await collector.asAdmin({ url: `/api/content/${name}` })).json<{
        readonly content?: { readonly current: number, readonly targets: object, readonly versions: readonly object[] }
      }>()
      return content && [content.current, content.targets, content.versions[0]]
    }

    beforeAll(async () => {
      directory = temporaryDirectory(ended)
      home = join(directory, 'home')
      folder = join(directory, 'signage of the lobby')

      collector = await collectorInTest({ until: ended })
      const { port } = new URL(await collector.app.listen({ host: '127.0.0.1', port: 0 }))
      // sudo drops what is set here; in its place stands an account that may read the collector's token itself.
      sshd = await startSshServer({
        directory, path: '/usr/bin:/bin',
        environment: {
          MIMAMORI_INBOX_DIRECTORY: inbox(), MIMAMORI_DATA_DIR: collector.config.dataDir, MIMAMORI_LISTEN: `127.0.0.1:${port}`
        }
      })
    })
    beforeEach(() => {
      for (const name of [home, folder, inbox()]) {
        rmSync(name, { recursive: true, force: true })
        mkdirSync(name)
      }
      mkdirSync(join(folder, '写真'))
      writeFileSync(join(folder, 'index.html'), '<h1>hello</h1>')
      writeFileSync(join(folder, '写真', '一.jpg'), 'jpg')
      writeSettings(home, `SERVER=pi-server\nSERVER_DIRECTORY=${repository}\nRUN_AS=\nSSH_CONFIG=${sshd.clientConfig}\n`)
    })
    afterAll(() => sshd?.stop())

    test('publishes a folder for the devices that are named, and leaves nothing of it on the way', async () => {
      const { code, stdout, stderr } = await publish('lobby', folder, '--site', "Osaka's 2nd", '--role=kiosk', '--yes')
      expect([code, stderr]).toEqual([0, expect.stringContaining('sending ') as string])
      expect(stdout).toContain('2 files added')
      expect(stdout).toContain('Version 1 of lobby is published; 17 B were uploaded.')
      expect(await current('lobby')).toMatchObject([1, { sites: ["Osaka's 2nd"], roles: ['kiosk'] }, { fileCount: 2 }])
      expect(readdirSync(inbox())).toEqual([])
    })

    test('ends with the exit code of the server, in the language of the terminal, and leaves nothing there', async () => {
      symlinkSync('/etc/hostname', join(folder, 'link'))
      const { code, stderr } = await publish('other', folder, '--yes', '--lang', 'ja')
      expect([code, stderr]).toEqual([1, expect.stringContaining('link はリンクです') as string])
      expect(await current('other')).toBeUndefined()
      expect((await publish('other', join(folder, '写真'))).code).toBe(2)
      expect(readdirSync(inbox())).toEqual([])
    })

    test.each(['slides\nold.png', 'new\nfolder/a'])('says of a name with a new line that it has a control character: %j', async (path) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), 'x')
      const { code, stderr } = await publish('other', folder, '--yes')
      expect([code, stderr]).toEqual([1, expect.stringContaining(`${path.replace('\n', ' ')}: expected no control characters; rename it`) as string])
    })

    test('sends only what the server lacks after the line was cut, and nothing that it has', async () => {
      const names = ['a.mp4', '写真/film – 二.mp4', 'z.mp4']
      for (const name of names) writeFileSync(join(folder, name), randomBytes(6e6))
      const sentBy = async (run: () => Promise<Ended>): Promise<readonly [Ended, number]> => {
        const before = sshd.receivedBytes()
        return [await run(), sshd.receivedBytes() - before]
      }
      sshd.cutAfter(11e6)
      const cut = await publish('cinema', folder, '--yes')
      expect([cut.code, cut.stderr]).toEqual([2, expect.stringContaining('what is uploaded already is not uploaded twice') as string])
      expect(await current('cinema')).toBeUndefined()
      const [resumed, rest] = await sentBy(() => publish('cinema', folder, '--yes'))
      expect([resumed.code, resumed.stderr]).toEqual([0, expect.stringContaining('sending the files that the server lacks') as string])
      expect(await current('cinema')).toMatchObject([1, {}, { fileCount: 5, bytes: 18_000_017 }])
      // 18 MB less the 11 that had come, of which buffers of ssh and of the server have lost up to 3; a file that began again: 5 more.
      expect(rest).toBeGreaterThan(6.5e6)
      expect(rest).toBeLessThan(10.5e6)
      const [again, nothing] = await sentBy(() => publish('theatre', folder, '--yes'))
      expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('0 B were uploaded') as string })
      expect(nothing).toBeLessThan(100_000)
      expect(readdirSync(inbox())).toEqual([])
    })

    test('sends nothing of a set that exceeds a bound, nor with a mistake in an option, and says what to do', async () => {
      const before = sshd.receivedBytes()
      writeFileSync(join(folder, 'film.mp4'), randomBytes(6e6))
      // In place of 64 GB of other sets.
      const exceededBound = vi.spyOn(collector.deps.contents, 'exceededBound').mockResolvedValueOnce({ en: 'too much', ja: '上限を超えます' })
      const { code, stderr } = await publish('beyond', folder, '--site', 'north', '--yes', '--lang', 'ja')
      expect([code, stderr]).toEqual([1, expect.stringContaining('上限を超えます') as string])
      expect(exceededBound.mock.lastCall)
        .toMatchObject([{ name: 'beyond', targets: { sites: ['north'] }, current: { files: { length: 3 } } }])
      const mistyped = await publish('beyond', folder, '--label', 'north', '--yes')
      expect([mistyped.code, mistyped.stderr]).toEqual([2, expect.stringMatching(/--label/) as string])
      expect(sshd.receivedBytes() - before).toBeLessThan(100_000)
      expect(readdirSync(inbox())).toEqual([])
    })

    test('removes the lists that a cut left there once nobody went on for a day', async () => {
      const [left, recent] = ['0123456789abcdef', 'fedcba9876543210'].map((name) => `mimamori-content-${name}`) as [string, string]
      for (const name of [left, recent]) writeFileSync(join(inbox(), name), '{}')
      utimesSync(join(inbox(), left), new Date(), new Date(Date.now() - 25 * 3_600_000))
      expect((await publish('lobby', folder, '--yes')).code).toBe(0)
      expect(readdirSync(inbox())).toEqual([recent])
    })

    test.each([
      ['en', /they need 16 B, and 3 B is free for content\. Remove content that nobody needs \(.*mimamori content remove NAME\)/],
      ['ja', /空き容量が足りません（必要：16 B、コンテンツに使える空き：3 B）。不要なコンテンツを削除する/]
    ])('sends nothing for which the server has no space, and says how much is needed and free: %s', async (language, reason) => {
      writeFileSync(join(folder, 'index.html'), `another one ${language}`)
      rmSync(join(folder, '写真'), { recursive: true })
      writeFileSync(join(folder, 'b'), `${language}`)
      // In place of a full disk.
      vi.spyOn(collector.deps.contentFiles, 'freeBytes').mockResolvedValueOnce(3)
      const { code, stderr } = await publish('full', folder, '--yes', '--lang', language)
      expect([code, stderr]).toEqual([1, expect.stringMatching(reason) as string])
      expect(stderr).not.toMatch(/sending|送って/)
      expect(await current('full')).toBeUndefined()
      expect(readdirSync(inbox())).toEqual([])
    })

    test.each([
      [[], 'expected a name and a folder'],
      [['lobby'], 'expected a name and a folder'],
      [['lobby', '/no/such/folder'], '/no/such/folder is not a folder that can be read.']
    ])('says what it needs: %j', async (words, reason) => {
      expect(await publish(...words)).toMatchObject({ code: 2, stderr: expect.stringContaining(reason) as string })
    })

    test('says that the server did not receive the folder', async () => {
      writeSettings(home, `SERVER=pi-server\nSERVER_DIRECTORY=/no/such\nRUN_AS=\nSSH_CONFIG=${sshd.clientConfig}\n`)
      expect(await publish('lobby', folder, '--yes')).toMatchObject({
        code: 2, stderr: expect.stringContaining('pi-server did not receive the folder') as string
      })
    })
  })
})
