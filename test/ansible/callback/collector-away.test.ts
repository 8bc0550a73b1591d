import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { freePort } from '../../../collector/test/free-port.ts'
import { describeWith } from '../../whole/processes.ts'
import { ansiblePlaybook, runPlaybook } from '../run-playbook.ts'
import { startBetween } from './collector-between.ts'
import { spooledRequests, reportingTo } from './reporting.ts'

const playbook = `
- hosts: all
  gather_facts: false
  tasks:
    - name: Change
      ansible.builtin.command: "true"
`
const quick = { hosts: ['a', 'b'], playbook }

// What the spool and the sender do otherwise: ansible/tests/unit/report/test_spool.py and test_sender.py.
describeWith(ansiblePlaybook)('a collector that is away', () => {
  test('changes no exit code, and what it should know waits in the spool in order', async () => {
    const directory = temporaryDirectory()
    const { exitCode, output, outcomes } = await runPlaybook({
      ...quick, directory, env: reportingTo(directory, `http://127.0.0.1:${await freePort()}`)
    })
    expect(exitCode).toBe(0)
    expect(outcomes).toEqual({ a: 'updated', b: 'updated' })
    expect(output.match(/\[WARNING\]: mimamori/g)).toHaveLength(1)
    const requests = spooledRequests(directory)
    expect(requests.map(({ method, path }) => `${method} ${path.replace(/[\d-]{16}[0-9a-f]{6}/, 'RUN')}`))
      .toEqual(['POST /api/updates', 'POST /api/updates/RUN/hosts', 'POST /api/updates/RUN/end'])
    expect((requests[1]!.body['hosts'] as { state: string }[]).map(({ state }) => state)).toEqual(['finished', 'finished'])
  })

  test('and is known from the settings of this server’s updates is reported to all the same, where no other address is given', async () => {
    const directory = temporaryDirectory()
    const { MIMAMORI_URL: url, ...others } = reportingTo(directory, `http://127.0.0.1:${await freePort()}`)
    const settings = join(directory, 'update.conf')
    writeFileSync(settings, `MIMAMORI_URL=${url}\nMIMAMORI_UPDATE_TOKEN_FILE=${others['MIMAMORI_UPDATE_TOKEN_FILE']}\n`)
    await runPlaybook({ ...quick, directory, env: { MIMAMORI_SPOOL_DIR: others['MIMAMORI_SPOOL_DIR']!, MIMAMORI_UPDATE_CONFIG: settings } })
    expect(spooledRequests(directory).map(({ path }) => path)).toContain('/api/updates')
  })

  test('and never answers: the run does not wait, and nothing is lost', async () => {
    const directory = temporaryDirectory()
    const between = await startBetween('never')
    const { exitCode } = await runPlaybook({ ...quick, directory, env: reportingTo(directory, between.url) })
    expect(exitCode).toBe(0)
    // A run of more than ten seconds gives up waiting, and asks again.
    expect(new Set(between.requests().map(({ path }) => path))).toEqual(new Set(['/api/updates']))
    // The request on its way is kept, too: the collector bears it twice.
    expect(spooledRequests(directory).map(({ path }) => path.split('/').at(-1))).toEqual(['updates', 'hosts', 'end'])
  })

  test('with an answer that will not change, drops what it refused and says why, once', async () => {
    const directory = temporaryDirectory()
    const between = await startBetween({ status: 400, code: 'VALIDATION_FAILED', message: 'hosts: expected a list' })
    const { exitCode, output } = await runPlaybook({ ...quick, directory, env: reportingTo(directory, between.url) })
    expect(exitCode).toBe(0)
    const said = output.replaceAll(/\s+/g, ' ')
    expect(said).toContain('HTTP 400 VALIDATION_FAILED: hosts: expected a list')
    // On a slow machine the last answers come too late: what they are of is kept, and that is said, too.
    const kept = spooledRequests(directory).map(({ path }) => path)
    expect(output.match(/\[WARNING\]: mimamori/g)).toHaveLength(kept.length > 0 ? 2 : 1)
    expect(said.includes('kept in the spool')).toBe(kept.length > 0)
    expect(kept).not.toContain('/api/updates')
  })

  // The other mistakes and their sentences: tests/unit/report/test_settings.py.
  test('is a warning where a setting cannot be used, and the playbook runs', async () => {
    const directory = temporaryDirectory()
    const { exitCode, output } = await runPlaybook({
      ...quick, directory, env: { ...reportingTo(directory, 'server:8080'), MIMAMORI_RUN_ID: 'mine' }
    })
    expect(exitCode).toBe(0)
    const said = output.replaceAll(/\s+/g, ' ')
    expect(said).toContain('url: expected one such as http://server:8080')
    expect(said).toContain('run_id: expected one such as 20260314-093000-0a1b2c')
  })

  test('without a place for the spool says how much is lost', async () => {
    const directory = temporaryDirectory()
    const env = reportingTo(directory, `http://127.0.0.1:${await freePort()}`)
    writeFileSync(join(directory, 'file'), '')
    const { exitCode, output } = await runPlaybook({ ...quick, directory, env: { ...env, MIMAMORI_SPOOL_DIR: join(directory, 'file') } })
    expect(exitCode).toBe(0)
    expect(output.replaceAll(/\s+/g, ' ')).toContain('3 requests for the collector could not be kept and are lost')
  })
})
