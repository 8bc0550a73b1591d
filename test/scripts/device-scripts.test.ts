import { existsSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeWith } from '../whole/processes.ts'
import { adminAtServer } from './over-ssh.ts'
import { describeWithOldestBash } from './shells.ts'

describeWith('/usr/sbin/sshd')('from the administrator’s computer', () => {
  describeWithOldestBash('enroll-device.sh', (bash) => {
    const here = adminAtServer(bash)
    const enroll = (...words: readonly string[]) => here.type('enroll-device.sh', ...words)

    test.each([0, 1, 2, 3, 70, 75])('hands the words over as they are, and ends with the exit code %i of the server', async (exitCode) => {
      here.server.behave({ stdout: 'pi-kiosk-03: …\n', exitCode })
      expect(await enroll('pi-kiosk-03', '192.168.10.33', '--site', "Osaka's 2nd", '--role=kiosk', '--yes')).toEqual({
        code: exitCode,
        stdout: 'pi-kiosk-03: …\n',
        stderr: ''
      })
      // Where something is left to do, sudo is asked whether it was not the one that refused.
      expect(here.handed().filter((words) => !words.includes('--help'))).toEqual([
        ['enroll', 'pi-kiosk-03', '192.168.10.33', '--site', "Osaka's 2nd", '--role=kiosk', '--yes', '--lang=en']
      ])
      expect(here.sudoCalls()).toEqual(new Set(['-n -u mimamori']))
    })

    test.each(['Name,Address,Site', 'NAME,ADDRESS,SITE,ROLE,ACCOUNT', 'id,address', '名前,アドレス,拠点'])(
      'hands over a list, as a spreadsheet writes it, without its headings %s',
      async (headings) => {
        here.server.behave({})
        const list = join(here.home, 'devices.csv')
        writeFileSync(list, `\uFEFF${headings}\r\npi-1,192.168.10.31,大阪 第2工場\r\n,,\r\n# later\r\npi-2`)
        expect((await enroll('--list', list, '--plan')).code).toBe(0)
        expect(here.handed()).toEqual([['enroll', '--device=2:pi-1,192.168.10.31,大阪 第2工場', '--device=5:pi-2', '--plan', '--lang=en']])
      }
    )

    test('lets the server in from here, by the command that the server gives, before it begins there', async () => {
      const letIn = join(here.directory, 'let-in')
      here.server.behave({ stdout: `touch '${letIn}'\n` })
      expect((await enroll('pi-kiosk-03', 'pi-server', '--user', userInfo().username, '--from-here')).code).toBe(0)
      expect(here.handed().map((words) => words.includes('--login-command'))).toEqual([true, false])
      expect(existsSync(letIn)).toBe(true)
    })

    test('lets the server in from here for one device, and says so of a list and of all', async () => {
      const list = join(here.home, 'devices.csv')
      writeFileSync(list, 'pi-1,192.168.10.31\n')
      for (const words of [['--list', list], ['--list', list, '--plan'], ['--all']]) {
        const { code, stderr } = await enroll(...words, '--from-here', '--user', 'pi')
        expect([code, stderr]).toEqual([2, expect.stringContaining('--from-here does not go with --list or --all')])
      }
      expect(here.handed()).toEqual([])
    })

    test('begins nothing where the device does not let this computer in', async () => {
      here.server.behave({ stdout: 'exit 4\n' })
      const { code, stderr } = await enroll('pi-kiosk-03', 'pi-server', '--user', userInfo().username, '--from-here')
      expect([code, stderr]).toEqual([2, expect.stringContaining('the server’s SSH key could not be put on pi-server')])
      expect(here.handed().length).toBe(1)
    })

    test('says so where the server did not begin, and where it cannot be reached', async () => {
      here.server.behave({ exitCode: 127 })
      const notBegun = await enroll('pi-kiosk-03')
      expect([notBegun.code, notBegun.stderr]).toEqual([2, expect.stringContaining('pi-server did not start the command')])
      await here.sshd.stop()
      const notReached = await enroll('pi-kiosk-03')
      expect([notReached.code, notReached.stderr]).toEqual([2, expect.stringContaining('could not reach pi-server over SSH')])
    })
  })

  describeWithOldestBash('rotate-keys.sh and retire-device.sh', (bash) => {
    const here = adminAtServer(bash)

    test('hand their words over with the verb, by the same right, and end with the exit code of the server', async () => {
      here.server.behave({ stdout: '…\n', exitCode: 3 })
      expect(await here.type('rotate-keys.sh', 'pi-1', 'pi-2', '--older-than', '90', '--yes')).toEqual({ code: 3, stdout: '…\n', stderr: '' })
      expect((await here.type('rotate-keys.sh', '--all', "--site=Osaka's 2nd", '--json')).code).toBe(3)
      expect((await here.type('retire-device.sh', 'pi-1', '--delete-agent', '--plan', '--lang', 'ja')).code).toBe(3)
      expect(here.handed()).toEqual([
        ['rotate-keys', 'pi-1', 'pi-2', '--older-than', '90', '--yes', '--lang=en'],
        ['rotate-keys', '--all', "--site=Osaka's 2nd", '--json', '--lang=en'],
        ['retire', 'pi-1', '--delete-agent', '--plan', '--lang=ja']
      ])
      expect(here.sudoCalls()).toEqual(new Set(['-n -u mimamori']))
    })

    test('say with exit code 2, and not with that for devices that are left, where the account gets the right that sudo on the server misses', async () => {
      here.server.behave({})
      here.forbid()
      const { code, stderr } = await here.type('rotate-keys.sh', '--all', '--yes')
      expect([code, here.server.calls()]).toEqual([2, []])
      expect(stderr).toContain(
        'sudo: a password is required\nrotate-keys.sh: sudo on pi-server did not start the command as mimamori; its message is above. Nothing was started.'
      )
      expect(stderr).toContain('sudo usermod -aG mimamori-admins ACCOUNT. Otherwise check SERVER_DIRECTORY and RUN_AS')
      expect((await here.type('retire-device.sh', 'pi-1', '--lang', 'ja')).code).toBe(2)
    })
  })
})
