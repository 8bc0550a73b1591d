import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { describeWith } from '../whole/processes.ts'
import { endScripts, makeCheckout, runScript, writeSettings, type Checkout, type Ended } from './admin-computer.ts'
import { describeWithEachBash } from './shells.ts'
import { startSshServer, type SshServer } from './ssh-server.ts'

describeWith('/usr/sbin/sshd')('from the administrator’s computer', () => {
  describeWithEachBash('rotate-keys.sh and retire-device.sh', (bash) => {
    let directory: string
    let home: string
    let server: Checkout
    let sshd: SshServer
    let scripts: string
    const type = (script: string, ...words: readonly string[]): Promise<Ended> =>
      runScript({ bash, script: join(scripts, script), arguments: words, home })
    const handed = (): readonly (readonly string[])[] => server.calls().map((call) => call.arguments)

    beforeEach(async () => {
      directory = temporaryDirectory()
      home = join(directory, 'home')
      const tools = join(directory, 'tools')
      for (const name of [home, tools]) mkdirSync(name)
      writeFileSync(
        join(tools, 'sudo'),
        `#!/bin/sh\nprintf '%s\\n' "$1 $2 $3" >> ${directory}/sudo-calls\n[ ! -e ${directory}/no-right ] || { echo 'sudo: a password is required' >&2; exit 1; }\nshift 3\nexec "$@"\n`
      )
      chmodSync(join(tools, 'sudo'), 0o755)
      scripts = join(makeCheckout(join(directory, 'admin')).directory, 'scripts')
      server = makeCheckout(join(directory, "opt mimamori's"))
      sshd = await startSshServer({ directory, path: `${tools}:/usr/bin:/bin` })
      writeSettings(home, `SERVER=pi-server\nSERVER_DIRECTORY=${server.directory}\nSSH_CONFIG=${sshd.clientConfig}\n`)
    })
    afterEach(async () => {
      endScripts()
      await sshd.stop()
    })

    test('hand their words over with the verb, by the same right, and end with the exit code of the server', async () => {
      server.behave({ stdout: '…\n', exitCode: 3 })
      expect(await type('rotate-keys.sh', 'pi-1', 'pi-2', '--older-than', '90', '--yes')).toEqual({ code: 3, stdout: '…\n', stderr: '' })
      expect((await type('rotate-keys.sh', '--all', "--site=Osaka's 2nd", '--json')).code).toBe(3)
      expect((await type('retire-device.sh', 'pi-1', '--delete-agent', '--plan', '--lang', 'ja')).code).toBe(3)
      expect(handed()).toEqual([
        ['rotate-keys', 'pi-1', 'pi-2', '--older-than', '90', '--yes', '--lang=en'],
        ['rotate-keys', '--all', "--site=Osaka's 2nd", '--json', '--lang=en'],
        ['retire', 'pi-1', '--delete-agent', '--plan', '--lang=ja']
      ])
      expect(new Set(readFileSync(join(directory, 'sudo-calls'), 'utf8').trim().split('\n'))).toEqual(new Set(['-n -u mimamori']))
    })

    test('say with exit code 2, and not with that for devices that are left, where the account gets the right that sudo on the server misses', async () => {
      server.behave({})
      writeFileSync(join(directory, 'no-right'), '')
      const { code, stderr } = await type('rotate-keys.sh', '--all', '--yes')
      expect([code, server.calls()]).toEqual([2, []])
      expect(stderr).toContain(
        'sudo: a password is required\nrotate-keys.sh: sudo on pi-server did not start the command as mimamori; its message is above. Nothing was started.'
      )
      expect(stderr).toContain('sudo usermod -aG mimamori-admins ACCOUNT. Otherwise check SERVER_DIRECTORY and RUN_AS')
      expect((await type('retire-device.sh', 'pi-1', '--lang', 'ja')).code).toBe(2)
    })
  })
})
