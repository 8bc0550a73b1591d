import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { freePort } from '../../collector/test/free-port.ts'
import { describeWith } from '../whole/processes.ts'
import { endScripts, logsIn, makeCheckout, runScript, startScript, writeSettings, type Checkout, type Ended } from './admin-computer.ts'
import { describeWithEachBash } from './shells.ts'
import { startSshServer, type SshServer } from './ssh-server.ts'

const repository = join(import.meta.dirname, '..', '..')

/** Two devices that are this machine itself; they wait for a file, so that a run goes on as long as a test wants. */
const inventory =
  'all:\n  hosts:\n    pi-kiosk-03:\n    pi-kiosk-04:\n  vars:\n    ansible_connection: local\n    ansible_python_interpreter: /usr/bin/python3\n'
const playbook = (file: string): string =>
  `- hosts: all\n  gather_facts: false\n  tasks:\n    - name: wait\n      ansible.builtin.wait_for:\n        path: ${file}\n        timeout: 300\n        sleep: 1\n    - name: say what has become of the release\n      ansible.builtin.set_fact:\n        mimamori_release_result: { outcome: updated }\n`

describeWith('/usr/sbin/sshd', '/usr/bin/ansible-playbook')('over SSH, with the real runner', () => {
  describeWithEachBash('update-all-clients.sh', (bash) => {
    let directory: string
    let home: string
    let admin: Checkout
    let sshd: SshServer
    const options = (words: readonly string[]) => ({
      bash,
      script: join(admin.directory, 'scripts', 'update-all-clients.sh'),
      arguments: words,
      home
    })
    const update = (...words: readonly string[]): Promise<Ended> => runScript(options(words))
    const letDevicesFinish = (): void => { writeFileSync(join(directory, 'finish'), '') }
    const runNamedBy = (log: string | undefined): string => log?.slice('update-'.length, -'.log'.length) ?? 'no log'

    beforeEach(async () => {
      directory = temporaryDirectory()
      home = join(directory, 'home')
      mkdirSync(home)
      admin = makeCheckout(join(directory, 'admin'))
      const file = (name: string, content: string): string => {
        writeFileSync(join(directory, name), content, { mode: 0o600 })
        return join(directory, name)
      }
      sshd = await startSshServer({
        directory,
        path: '/usr/bin:/bin',
        environment: {
          MIMAMORI_UPDATE_DIR: join(directory, 'updates'),
          MIMAMORI_UPDATE_CONFIG: file('update.conf', ''),
          MIMAMORI_UPDATE_INVENTORY: file('hosts.yml', inventory),
          MIMAMORI_UPDATE_PLAYBOOK: file('playbook.yml', playbook(join(directory, 'finish'))),
          MIMAMORI_UPDATE_TOKEN_FILE: file('token', 'not-used'),
          // No collector: an update does not need one.
          MIMAMORI_URL: `http://127.0.0.1:${await freePort()}`
        }
      })
      writeSettings(home, `SERVER=pi-server\nSERVER_DIRECTORY=${repository}\nRUN_AS=\nSSH_CONFIG=${sshd.clientConfig}\n`)
    })
    afterEach(async () => {
      letDevicesFinish()
      endScripts()
      await sshd.stop()
    })

    test('ends in the list of all devices, and keeps it', async () => {
      letDevicesFinish()
      const { code, stdout } = await update('--yes')
      expect([code, stdout]).toEqual([0, expect.stringMatching(/^pi-kiosk-03 .*\npi-kiosk-04 /m)])
      const [log] = logsIn(join(admin.directory, 'logs'))
      expect(stdout).toContain(`Plan of run ${runNamedBy(log)}\n`)
      expect(readFileSync(join(admin.directory, 'logs', log!), 'utf8')).toContain(stdout.slice(stdout.indexOf('pi-kiosk-04 ')))
    })

    test('gives the result to a terminal that attaches after the connection died in the middle, and begins no second run meanwhile', async () => {
      const first = startScript(options(['--yes']))
      await first.printed('canary 1/2')
      sshd.cut()
      const { code, stderr } = await first.ended
      expect([code, stderr]).toEqual([
        1,
        expect.stringContaining('continues there. To follow it again: ./scripts/update-all-clients.sh --server pi-server --attach')
      ])
      const run = runNamedBy(logsIn(join(admin.directory, 'logs'))[0])
      const second = await update('--yes')
      expect([second.code, second.stderr]).toEqual([75, expect.stringContaining(`--attach ${run}`)])
      letDevicesFinish()
      const attached = await update('--attach', run)
      expect([attached.code, attached.stdout]).toEqual([0, expect.stringContaining(`Run ${run}: succeeded`)])
      expect((await update('--status', run, '--json')).code).toBe(0)
    })

    test('passes the runner’s own refusals on', async () => {
      const { code, stderr } = await update('--limit', 'pi-kiosk-99', '--plan')
      expect([code, stderr]).toEqual([2, expect.stringContaining('pi-kiosk-99')])
    })
  })
})
