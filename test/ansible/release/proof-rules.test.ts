import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { describeWith } from '../../whole/processes.ts'
import { ansiblePlaybook, runPlaybook } from '../run-playbook.ts'

const unknown = join(import.meta.dirname, 'no-repository.git')

/** What becomes of hosts with a proof each, by the name of the host. Of none of them is anything made or changed. */
const play = async (proofs: Readonly<Record<string, unknown>>, variables: Readonly<Record<string, unknown>> = {}) => {
  const hosts = Object.fromEntries(
    Object.entries(proofs).map(([name, release_proof]) => [
      name, { ansible_connection: 'local', release_proof, ...name === 'number' && variables }
    ])
  )
  const { finished, output } = await runPlaybook({
    directory: temporaryDirectory(),
    hosts: JSON.stringify({ all: { hosts } }),
    playbook: JSON.stringify([{
      hosts: 'all',
      gather_facts: false,
      vars: { release_name: 'demo', release_source: { type: 'git', repository: unknown, revision: 'v1' } },
      roles: ['mimamori.fleet.release']
    }])
  })
  return { said: Object.fromEntries(Object.values(finished).map(({ host, step, message }) => [host, `${step}: ${message}`])), output }
}

describeWith(ansiblePlaybook)('the proof of a release', () => {
  test('is refused before the artifact is made where it proves nothing, or where the agent would not take it', async () => {
    const writtenByRole = (file: string) => `preflight: release_proof.file is ${file}, which the role itself writes when it installs: ` +
      'it proves nothing. Expected a file that the service writes at its start, or better http or command, which ask the service.'
    const notHere = (url: string) => `preflight: release_proof.http is ${url}, expected the http URL of a service on the device itself, ` +
      'such as http://127.0.0.1:3000/version: the agent asks no other.'
    const { said, output } = await play({
      revision: { file: './REVISION' },
      absolute: { file: '/opt/demo/current/REVISION' },
      elsewhere: { http: 'http://127.0.0.1@server/version' },
      tls: { http: 'https://127.0.0.1/version' },
      pointer: { http: 'http://[::1]:3000', pointer: 'revision' },
      relative: { command: ['demo', '--version'] },
      slow: { command: ['/usr/bin/demo'], timeout_seconds: 11 },
      both: { http: 'http://server/', timeout_seconds: 0 }
    })
    expect(said, output).toEqual({
      revision: writtenByRole('./REVISION'),
      absolute: writtenByRole('/opt/demo/current/REVISION'),
      // As messages show what may be a password.
      elsewhere: notHere('http://***@server/version'),
      tls: notHere('https://127.0.0.1/version'),
      pointer: 'preflight: release_proof.pointer is revision, expected a JSON pointer such as /revision, beside http.',
      relative: 'preflight: release_proof.command begins with demo, expected the absolute path of a program.',
      slow: 'preflight: release_proof.timeout_seconds is 11, expected a number above 0 and up to 10: the agent waits no longer.',
      both: `${notHere('http://server/')} ` +
        'release_proof.timeout_seconds is 0, expected a number above 0 and up to 10: the agent waits no longer.'
    })
  })

  test('is taken as the agent’s own guide has it, and a revision is not where YAML has made a number of it', async () => {
    const { said, output } = await play({
      number: { http: 'http://localhost:3000/version' },
      http: { http: 'http://localhost:3000/version', pointer: '/revision', timeout_seconds: 10 },
      command: { command: ['/usr/bin/demo', 'version', '--server'] },
      file: { file: 'run/REVISION' }
    }, { release_revision: 1.10 })
    expect(said['number'], output)
      .toBe('preflight: release_revision was not read as text, because it is not quoted in the inventory: write revision: "1.10".')
    const texts = await play({ number: { http: 'http://localhost:3000/version' } }, {
      release_services: 'demo.service', release_pause_units: 'heavy.service'
    })
    expect(texts.said['number'], texts.output)
      .toBe('preflight: release_services, release_pause_units: got a text, expected a list of names, such as [demo.service].')
    // So that it comes to the next step.
    for (const host of ['http', 'command', 'file']) expect(said[host], output).toContain(`artifact: there is no repository ${unknown}`)
  })
})
