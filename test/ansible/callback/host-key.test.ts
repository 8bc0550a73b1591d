import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { run } from '../../lab/command.ts'
import { startSshServer, type SshServer } from '../../scripts/ssh-server.ts'
import { describeWith } from '../../whole/processes.ts'
import { ansiblePlaybook, runPlaybook, type PlaybookRun } from '../run-playbook.ts'

describeWith(ansiblePlaybook)('the callback’s outcome of a host with a wrong key, with the real ansible-playbook and sshd', () => {
  const directory = temporaryDirectory(afterAll)
  let sshd: SshServer
  beforeAll(async () => { sshd = await startSshServer({ directory, path: '/usr/bin:/bin' }) })
  afterAll(() => sshd.stop())

  /** Lets Ansible look at the host, with what is on record of its keys. */
  const lookAt = async (recorded: string): Promise<PlaybookRun> => {
    const knownHosts = join(directory, 'on-record')
    writeFileSync(knownHosts, recorded)
    const host = { ansible_host: 'pi-server', ansible_ssh_common_args: `-F ${sshd.clientConfig} -o UserKnownHostsFile=${knownHosts} -o StrictHostKeyChecking=yes` }
    return await runPlaybook({
      directory, hosts: JSON.stringify({ all: { hosts: { stranger: host } } }),
      playbook: JSON.stringify([{ hosts: 'all', gather_facts: false, tasks: [{ name: 'Look', 'ansible.builtin.command': 'true' }] }])
    })
  }

  test('it is refused at the preflight, with the key that came, the one that was expected, and what to do', async () => {
    const other = readFileSync(join(directory, 'user-key.pub'), 'utf8')
    const [, came] = (await run(['ssh-keygen', '-lf', join(directory, 'host-key.pub')])).split(' ')
    const { finished } = await lookAt(`pi-server ${other}`)
    expect(finished['stranger']).toMatchObject({ outcome: 'failed', step: 'preflight' })
    expect(finished['stranger']!.message).toContain(`Host key verification failed: pi-server answers with the ED25519 key ${came}, expected the one in line 1 of ${join(directory, 'on-record')}. If the device was`)
  })

  test('it is refused, too, where none is on record', async () => {
    const { finished } = await lookAt('')
    expect(finished['stranger']).toMatchObject({ outcome: 'failed', step: 'preflight', message: expect.stringContaining('no ED25519 key of pi-server is on record') })
  })
})
