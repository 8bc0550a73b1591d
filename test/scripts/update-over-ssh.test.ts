import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeWith } from '../whole/processes.ts'
import { logsIn, startScript, writeSettings, type Ended, type Started } from './admin-computer.ts'
import { adminAtServer } from './over-ssh.ts'
import { begun, plan, run } from './printed-run.ts'
import { describeWithOldestBash } from './shells.ts'

describeWith('/usr/sbin/sshd')('over SSH', () => {
  describeWithOldestBash('update-all-clients.sh', (bash) => {
    const here = adminAtServer(bash)
    const script = (): string => join(here.admin.directory, 'scripts', 'update-all-clients.sh')
    const update = (...words: readonly string[]): Promise<Ended> => here.type('update-all-clients.sh', ...words)
    const begin = async (stdout: string, ...words: readonly string[]): Promise<Started> => {
      here.server.behave({ stdout, staysUntil: join(here.directory, 'done') })
      const started = startScript({ bash, script: script(), arguments: words, home: here.home })
      await started.printed(stdout)
      return started
    }

    test('ends with the exit code of the run over there, and keeps its output here', async () => {
      here.server.behave({ stdout: `${begun}pi-kiosk-03 更新済み\n`, stderr: 'Grafana is away\n', exitCode: 3 })
      expect(await update('--yes')).toEqual({ code: 3, stdout: `${begun}pi-kiosk-03 更新済み\n`, stderr: 'Grafana is away\n' })
      expect(readFileSync(join(here.admin.directory, 'logs', `update-${run}.log`), 'utf8')).toContain('pi-kiosk-03 更新済み\n')
      expect(here.admin.calls()).toEqual([])
      expect(here.sudoCalls()).toEqual(new Set(['-n -u mimamori']))
    })

    test.each([['^C', ''], [`${begun}^C`, `To follow it again: ./scripts/update-all-clients.sh --server pi-server --attach ${run}`]])(
      'blames no connection that ends after a Ctrl-C: %j', async (stdout, said) => {
        here.server.behave({ stdout, exitCode: 255 })
        expect(await update('--yes')).toMatchObject({ code: 130, stderr: expect.stringMatching(said === '' ? /^$/ : said) })
      }
    )

    test.each([
      [['--yes'], ''],
      [['--yes'], 'This account is for backups only.\n'],
      [['--only-failed', run, '--yes'], `${run}\n`],
      [['--catch-up', '--yes'], ''],
      [['--attach', run], 'Welcome\n'],
      [['--plan'], 'Welcome\n']
    ])('believes no exit code 0 that comes without a run: %j, %j', async (words, stdout) => {
      here.server.behave({ stdout })
      const { code, stderr } = await update(...words)
      expect([code, stderr]).toEqual([
        2,
        expect.stringContaining('pi-server ended with code 0, but the update runner did not answer there')
      ])
      expect(stderr).toContain('To see whether a run began: ./scripts/update-all-clients.sh --server pi-server --status.')
      expect(logsIn(join(here.admin.directory, 'logs'))).toEqual([])
    })

    test.each([
      ['--pin', ''],
      ['--unpin', 'Welcome\n'],
      ['--drop', '']
    ])('believes no exit code 0 of %s that comes without the device', async (flag, stdout) => {
      here.server.behave({ stdout })
      const { code, stderr } = await update(flag, 'pi-line-01')
      expect([code, stderr]).toEqual([
        2,
        expect.stringContaining('pi-server ended with code 0, but the update runner did not answer there')
      ])
    })

    test.each([
      [['--catch-up', '--yes'], 'No devices are waiting for an update.\n'], [['--status'], 'There has been no update run yet.\n'],
      [['--pin', 'pi-line-01'], 'pi-line-01 is pinned.\n'], [['--only-failed', run, '--lang', 'ja'], `実行 ${run} には、やり直す端末がありません。\n`]
    ])('ends with 0 where it was the runner that answered without a run: %j', async (words, stdout) => {
      here.server.behave({ stdout, help: 'Usage: mimamori-runner [options]\n' })
      expect(await update(...words)).toEqual({ code: 0, stdout, stderr: '' })
    })

    test('hands every word on whole, whatever is in it', async () => {
      here.server.behave({ stdout: begun })
      const limit = `site north's "$HOME" \`touch ${here.directory}/ran\` $(touch ${here.directory}/ran) ;&|<>*?[a]{b,c}~ \\ ! # 第二工場`
      await update('--limit', limit, '--revision', "it's", '--yes')
      expect(here.server.calls()[0]!.arguments).toEqual(['--limit', limit, '--revision', "it's", '--yes', '--lang=en'])
      expect(existsSync(join(here.directory, 'ran'))).toBe(false)
    })

    test('keeps standard output for the JSON alone', async () => {
      here.server.behave({ stdout: `{"run":"${run}"}\n`, stderr: 'pi-kiosk-03: restart\n' })
      const { stdout, stderr } = await update('--yes', '--json')
      expect(JSON.parse(stdout)).toEqual({ run })
      expect(stderr).toBe('pi-kiosk-03: restart\n')
    })

    test('says with exit code 2 that nothing was started where the server cannot be reached', async () => {
      await here.sshd.stop()
      const { code, stderr } = await update('--yes')
      expect(code).toBe(2)
      expect(stderr).toContain('could not reach pi-server over SSH; ssh\'s message is above. Nothing was started. Try: ssh pi-server true')
    })

    test('says with exit code 2 where to get the right that the account does not have', async () => {
      here.forbid()
      here.server.behave({})
      const { code, stderr } = await update('--yes')
      expect([code, here.server.calls()]).toEqual([2, []])
      expect(stderr).toContain('sudo: a password is required\nupdate-all-clients.sh: pi-server did not start the update runner')
      expect(stderr).toContain('docs/guides/ssh-setup.md')
    })

    test('says so with exit code 2 where the server has no runner', async () => {
      rmSync(join(here.server.directory, 'node_modules'), { recursive: true })
      const { code, stderr } = await update('--yes')
      expect(code).toBe(2)
      expect(stderr).toContain(`It should have run in ${here.server.directory} as mimamori`)
    })

    test('asks no sudo where RUN_AS is empty', async () => {
      here.server.behave({ stdout: begun })
      writeSettings(here.home, `RUN_AS=\nSERVER_DIRECTORY=${here.server.directory}\nSSH_CONFIG=${here.sshd.clientConfig}\n`)
      expect((await update('--server', 'pi-server', '--yes')).code).toBe(0)
      expect(existsSync(join(here.directory, 'sudo-calls'))).toBe(false)
    })

    test('says that the run goes on, and how to attach, where the connection dies', async () => {
      const started = await begin(begun, '--yes')
      here.sshd.cut()
      const { code, stderr } = await started.ended
      expect(code).toBe(1)
      expect(stderr).toContain(
        `If the server is still on, run ${run} continues there. To follow it again: ./scripts/update-all-clients.sh --server pi-server --attach ${run}`
      )
      expect(readFileSync(join(here.admin.directory, 'logs', `update-${run}.log`), 'utf8')).toContain(begun)
      process.kill(here.server.calls()[0]!.processId, 0)
      writeFileSync(join(here.directory, 'done'), '')
    })

    test('does not say that nothing was started where the connection dies before that can be known', async () => {
      const started = await begin(plan)
      here.sshd.cut()
      const { code, stderr } = await started.ended
      expect(code).toBe(1)
      expect(stderr).toContain(`To see whether run ${run} began: ./scripts/update-all-clients.sh --server pi-server --status ${run}`)
      writeFileSync(join(here.directory, 'done'), '')
    })

    test('ends with 130 and says how to attach where Ctrl-C ended the looking on', async () => {
      const started = await begin(begun, '--yes')
      started.signal('SIGINT')
      const { code, stderr } = await started.ended
      expect(code).toBe(130)
      expect(stderr).toContain(
        `run ${run} continues on the server. To follow it again: ./scripts/update-all-clients.sh --server pi-server --attach ${run}`
      )
      expect(logsIn(join(here.admin.directory, 'logs'))).toEqual([`update-${run}.log`])
      writeFileSync(join(here.directory, 'done'), '')
    })

    test('gives the run a terminal where it has one itself, and its Ctrl-C, and keeps what was drawn there as it stood in the end', async () => {
      const drawn = [
        '1 waiting\n  pi-kiosk-03\n',
        '\u001b[2A\u001b[J10:00:00  pi-kiosk-03: \u001b[32mupdated\u001b[0m\n0 waiting\n',
        '\u001b[1A\u001b[J',
        'DEVICE  OUTCOME\n'
      ].join('')
      here.server.behave({ stdout: `${begun}${drawn}`, staysUntil: join(here.directory, 'done') })
      const words = ['-qefc', `${bash} ${script()} --yes`, join(here.directory, 'typescript')]
      const started = startScript({
        bash: '/bin/sh',
        script: '-c',
        arguments: [
          `(until [ -e ${here.directory}/press ]; do sleep 0.1; done; printf '\\003'; sleep 5) | script ${words.map((word) => `'${word}'`).join(' ')}`
        ],
        home: here.home
      })
      await started.printed('DEVICE')
      expect(here.server.calls()[0]!.isTerminal).toBe(true)
      writeFileSync(join(here.directory, 'press'), '')
      expect((await started.ended).code).toBe(130)
      expect(readFileSync(join(here.admin.directory, 'logs', `update-${run}.log`), 'utf8')).toMatch(
        new RegExp(`^${begun}10:00:00  pi-kiosk-03: updated\nDEVICE  OUTCOME\n`)
      )
    })
  })
})
