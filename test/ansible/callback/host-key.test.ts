import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../../collector/test/until-all-end.ts'
import { run } from '../../lab/command.ts'
import { startSshServer, type SshServer } from '../../scripts/ssh-server.ts'
import { describeWith } from '../../whole/processes.ts'
import { ansiblePlaybook, runPlaybook, type PlaybookRun } from '../run-playbook.ts'

describeWith(ansiblePlaybook)('the callback’s outcome of a host with a wrong key, with the real ansible-playbook and sshd', () => {
  const directory = temporaryDirectory(untilAllEnd())
  let sshd: SshServer
  beforeAll(async () => { sshd = await startSshServer({ directory, path: '/usr/bin:/bin' }) })
  afterAll(() => sshd.stop())
  const onRecord = join(directory, 'on-record')
  const strictly = (): string => `-F ${sshd.clientConfig} -o UserKnownHostsFile=${onRecord} -o StrictHostKeyChecking=yes`

  /** Lets Ansible look at the host, with what is on record of its keys and further variables of its own. */
  const lookAt = async (recorded: string, variables: Readonly<Record<string, string>> = {}): Promise<PlaybookRun> => {
    writeFileSync(onRecord, recorded)
    const host = { ansible_host: 'pi-server', ansible_ssh_common_args: strictly(), ...variables }
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
    expect(finished['stranger']!.message).toContain(
      `Host key verification failed: pi-server answers with the ED25519 key ${came}, ` +
      `expected the one in line 1 of ${onRecord}. If the device was`
    )
  })

  test('it is refused, too, where none is on record', async () => {
    const { finished } = await lookAt('')
    expect(finished['stranger'])
      .toMatchObject({ outcome: 'failed', step: 'preflight', message: expect.stringContaining('no ED25519 key of pi-server is known') })
  })

  // While connections are kept, ssh swallows what the one to the machine in between says.
  test.each([
    ['kept', {}], ['not kept', { ansible_ssh_args: '' }]
  ])('it is out of reach where the machine in between is the one whose key is refused, connections being %s', async (_how, variables) => {
    const { finished } = await lookAt(
      '', { ...variables, ansible_ssh_extra_args: `-o ProxyCommand="ssh ${strictly()} -W %h:%p gateway@pi-server"` }
    )
    expect(finished['stranger']).toMatchObject({ outcome: 'unreachable', message: expect.stringContaining('Connection closed') })
  })
})
