import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { describeWith } from '../whole/processes.ts'
import { endScripts, makeCheckout, runScript, writeSettings, type Checkout, type Ended } from './admin-computer.ts'
import { describeWithOldestBash } from './shells.ts'
import { startSshServer, type SshServer } from './ssh-server.ts'

describeWith('/usr/sbin/sshd')('from the administrator’s computer', () => {
  describeWithOldestBash('enroll-device.sh', (bash) => {
    let directory: string
    let home: string
    let server: Checkout
    let sshd: SshServer
    let script: string
    const enroll = (...words: readonly string[]): Promise<Ended> => runScript({ bash, script, arguments: words, home })
    const handed = (): readonly (readonly string[])[] => server.calls().map((call) => call.arguments)

    beforeEach(async () => {
      directory = temporaryDirectory()
      home = join(directory, 'home')
      const tools = join(directory, 'tools')
      for (const name of [home, tools]) mkdirSync(name)
      writeFileSync(join(tools, 'sudo'), `#!/bin/sh\nprintf '%s\\n' "$1 $2 $3" >> ${directory}/sudo-calls\nshift 3\nexec "$@"\n`)
      chmodSync(join(tools, 'sudo'), 0o755)
      script = join(makeCheckout(join(directory, 'admin')).directory, 'scripts', 'enroll-device.sh')
      server = makeCheckout(join(directory, "opt mimamori's"))
      sshd = await startSshServer({ directory, path: `${tools}:/usr/bin:/bin` })
      writeSettings(home, `SERVER=pi-server\nSERVER_DIRECTORY=${server.directory}\nSSH_CONFIG=${sshd.clientConfig}\n`)
    })
    afterEach(async () => {
      endScripts()
      await sshd.stop()
    })

    test.each([0, 1, 2, 3, 70, 75])('hands the words over as they are, and ends with the exit code %i of the server', async (exitCode) => {
      server.behave({ stdout: 'pi-kiosk-03: …\n', exitCode })
      expect(await enroll('pi-kiosk-03', '192.168.10.33', '--site', "Osaka's 2nd", '--role=kiosk', '--yes')).toEqual({
        code: exitCode,
        stdout: 'pi-kiosk-03: …\n',
        stderr: ''
      })
      // Where something is left to do, sudo is asked whether it was not the one that refused.
      expect(handed().filter((words) => !words.includes('--help'))).toEqual([
        ['enroll', 'pi-kiosk-03', '192.168.10.33', '--site', "Osaka's 2nd", '--role=kiosk', '--yes', '--lang=en']
      ])
      expect(new Set(readFileSync(join(directory, 'sudo-calls'), 'utf8').trim().split('\n'))).toEqual(new Set(['-n -u mimamori']))
    })

    test.each(['Name,Address,Site', 'NAME,ADDRESS,SITE,ROLE,ACCOUNT', 'id,address', '名前,アドレス,拠点'])(
      'hands over a list, as a spreadsheet writes it, without its headings %s',
      async (headings) => {
        server.behave({})
        const list = join(home, 'devices.csv')
        writeFileSync(list, `\uFEFF${headings}\r\npi-1,192.168.10.31,大阪 第2工場\r\n,,\r\n# later\r\npi-2`)
        expect((await enroll('--list', list, '--plan')).code).toBe(0)
        expect(handed()).toEqual([['enroll', '--device=2:pi-1,192.168.10.31,大阪 第2工場', '--device=5:pi-2', '--plan', '--lang=en']])
      }
    )

    test('lets the server in from here, by the command that the server gives, before it begins there', async () => {
      const letIn = join(directory, 'let-in')
      server.behave({ stdout: `touch '${letIn}'\n` })
      expect((await enroll('pi-kiosk-03', 'pi-server', '--user', userInfo().username, '--from-here')).code).toBe(0)
      expect(handed().map((words) => words.includes('--login-command'))).toEqual([true, false])
      expect(existsSync(letIn)).toBe(true)
    })

    test('lets the server in from here for one device, and says so of a list and of all', async () => {
      const list = join(home, 'devices.csv')
      writeFileSync(list, 'pi-1,192.168.10.31\n')
      for (const words of [['--list', list], ['--list', list, '--plan'], ['--all']]) {
        const { code, stderr } = await enroll(...words, '--from-here', '--user', 'pi')
        expect([code, stderr]).toEqual([2, expect.stringContaining('--from-here does not go with --list or --all')])
      }
      expect(handed()).toEqual([])
    })

    test('begins nothing where the device does not let this computer in', async () => {
      server.behave({ stdout: 'exit 4\n' })
      const { code, stderr } = await enroll('pi-kiosk-03', 'pi-server', '--user', userInfo().username, '--from-here')
      expect([code, stderr]).toEqual([2, expect.stringContaining('the server’s SSH key could not be put on pi-server')])
      expect(handed().length).toBe(1)
    })

    test('says so where the server did not begin, and where it cannot be reached', async () => {
      server.behave({ exitCode: 127 })
      const notBegun = await enroll('pi-kiosk-03')
      expect([notBegun.code, notBegun.stderr]).toEqual([2, expect.stringContaining('pi-server did not start the command')])
      await sshd.stop()
      const notReached = await enroll('pi-kiosk-03')
      expect([notReached.code, notReached.stderr]).toEqual([2, expect.stringContaining('could not reach pi-server over SSH')])
    })
  })
})
