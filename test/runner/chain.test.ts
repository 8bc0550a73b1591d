import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { RunSummary } from '@mimamori/contract'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../collector/test/until-all-end.ts'
import { until } from '../../collector/test/until.ts'
import type { RunResult } from '../../ansible/runner/src/state/run-result.ts'
import { freePort } from '../../collector/test/free-port.ts'
import { collectorAt, type CollectorHandle } from '../whole/collector.ts'
import { describeWith, ownProgram, startProgram, type RunningProgram } from '../whole/processes.ts'
import { alertmanagerProgram, startAlertmanager } from '../whole/real-peers.ts'
import { startGrafanaStandIn, type GrafanaStandIn, type StoredAnnotation } from './grafana-stand-in.ts'

const grafanaToken = 'a-token-of-grafana'
const run = promisify(execFile)

/** Three devices on this machine: one waits at a gate, one fails. Their play registers what the role would. */
const playbook = (gate: string): string => `---
- name: Update
  hosts: all
  gather_facts: false
  tasks:
    - name: Wait at the gate
      ansible.builtin.wait_for:
        path: ${gate}
        sleep: 1
        timeout: 120
      when: inventory_hostname == 'pi-01'
    - name: Switch
      ansible.builtin.command: "true"
    - name: Check the panel
      ansible.builtin.fail:
        msg: the panel stays dark
      when: inventory_hostname == 'pi-03'
    - name: Say what has become of the release
      ansible.builtin.set_fact:
        mimamori_release_result: { outcome: updated }
`

const inventory = `all:
  vars: { ansible_connection: local, ansible_python_interpreter: /usr/bin/python3, release_name: signage }
  children:
    clients:
      hosts: { pi-01: {}, pi-02: {}, pi-03: {} }
    server:
      hosts: { hub: {} }
`

/** The runner with all that it reports to, each real but Grafana, which is real where MIMAMORI_TEST_GRAFANA_URL says where one is. */
describeWith('/usr/bin/ansible-playbook', alertmanagerProgram)('a run with the real Ansible, collector and Alertmanager', () => {
  const ended = untilAllEnd()
  let directory: string
  let collector: CollectorHandle
  let alertmanager: RunningProgram
  let alertmanagerUrl: string
  let standIn: GrafanaStandIn | undefined
  let grafana: { readonly url: string, readonly token: string }
  let env: Record<string, string>
  const path = (name: string): string => join(directory, name)

  beforeAll(async () => {
    directory = temporaryDirectory(ended)
    collector = collectorAt({ directory, port: await freePort() })
    await collector.start()
    for (const id of ['pi-01', 'pi-02', 'pi-03']) await collector.admin('POST', '/api/clients', { id })
    const port = await freePort()
    alertmanager = await startAlertmanager({ directory, port, webhookUrl: 'http://127.0.0.1:9/' })
    alertmanagerUrl = `http://127.0.0.1:${port}`
    const { MIMAMORI_TEST_GRAFANA_URL: url, MIMAMORI_TEST_GRAFANA_TOKEN: token } = process.env
    if (url === undefined) standIn = await startGrafanaStandIn({ token: grafanaToken })
    grafana = { url: url ?? standIn!.url, token: token ?? grafanaToken }
    writeFileSync(path('inventory.yml'), inventory)
    writeFileSync(path('playbook.yml'), playbook(path('gate')))
    writeFileSync(path('grafana-token'), `${grafana.token}\n`)
    writeFileSync(
      path('update.conf'),
      `# the server's settings\nMIMAMORI_UPDATE_INVENTORY=${path('inventory.yml')}\nMIMAMORI_UPDATE_PLAYBOOK="${path('playbook.yml')}"\n`
    )
    env = {
      MIMAMORI_UPDATE_CONFIG: path('update.conf'),
      MIMAMORI_UPDATE_DIR: path('state'),
      MIMAMORI_UPDATE_TOKEN_FILE: path('collector/tokens/update'),
      MIMAMORI_URL: collector.url,
      MIMAMORI_ALERTMANAGER_URL: alertmanagerUrl,
      MIMAMORI_GRAFANA_URL: grafana.url,
      MIMAMORI_GRAFANA_TOKEN_FILE: path('grafana-token'),
      LC_ALL: 'C.UTF-8',
      HOME: path('home')
    }
    mkdirSync(path('home'))
  })
  afterAll(async () => {
    writeFileSync(path('gate'), '')
    await collector.stop()
    await alertmanager.stop()
    await standIn?.close()
  })

  const start = (name: string, ...argv: readonly string[]): Promise<RunningProgram> =>
    startProgram({ argv: ownProgram('ansible/runner/src/main.ts', '--yes', '--wave', '100', ...argv), env, logFile: path(`${name}.log`) })
  // A signal that does nothing to a program that runs: it ends by itself.
  const exitCodeOf = (program: RunningProgram): Promise<number | null> => program.stop('SIGCONT')
  const runs = (): string[] => readdirSync(path('state/runs')).sort()
  const runResultOf = (id: string): Promise<RunResult> => until('the result', () => {
    const file = path(`state/runs/${id}/result.json`)
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as RunResult : undefined
  }, { withinMs: 240_000 })
  const silenced = async (): Promise<string[]> =>
    (
      JSON.parse((await run('amtool', ['--alertmanager.url', alertmanagerUrl, 'silence', 'query', '-o', 'json'])).stdout) as {
        matchers: { name: string, value: string }[]
      }[]
    ).flatMap(({ matchers }) => matchers.map(({ name, value }) => `${name}=${value}`))
  const annotations = async (id: string): Promise<StoredAnnotation[]> =>
    (await (
      await fetch(`${grafana.url}/api/annotations?tags=run:${id}&limit=100`, { headers: { authorization: `Bearer ${grafana.token}` } })
    ).json()) as StoredAnnotation[]

  it('silences just the device under way, and reports its end to collector, Alertmanager and Grafana', async () => {
    const runner = await start('first')
    await until('the canary to be silenced', async () => (await silenced()).length > 0, { withinMs: 180_000 })
    expect(await silenced()).toStrictEqual(['device=pi-01'])
    const id = runs().at(-1)!
    await until('the collector to hear of it', async () => {
      const answer = await collector.admin('GET', `/api/updates/${id}`).catch(() => undefined) as { run: RunSummary } | undefined
      return (answer?.run.outcome === null && answer.run.counts.under_way === 1) || undefined
    })
    await until('the region in Grafana', async () => (await annotations(id)).length === 1)
    writeFileSync(path('gate'), '')
    const result = await runResultOf(id)
    expect(result).toMatchObject({ outcome: 'failed', exitCode: 1, warnings: [], counts: { updated: 2, failed: 1 } })
    expect(await exitCodeOf(runner)).toBe(1)

    expect(await silenced()).toStrictEqual([])
    expect(await collector.admin('GET', `/api/updates/${id}`)).toMatchObject({
      run: { outcome: 'failed', counts: { updated: 2, failed: 1 } }
    })
    const marks = await annotations(id)
    const region = marks.find(({ tags }) => !tags.some((tag) => tag.startsWith('device:')))!
    expect(region.tags).toStrictEqual(['mimamori', 'update', `run:${id}`, 'outcome:failed'])
    expect([region.time, region.timeEnd]).toStrictEqual([Date.parse(result.startedAt), Date.parse(result.endedAt)])
    expect(region.text).toContain(`2 updated, 1 failed\n<a href="${collector.url}/admin/updates/${id}">`)
    const failure = marks.filter(({ tags }) => tags.includes('device:pi-03'))
    expect(failure).toMatchObject([
      { tags: ['mimamori', 'update', `run:${id}`, 'device:pi-03', 'outcome:failed'], text: expect.stringContaining('the panel stays dark') }
    ])
    expect(marks).toHaveLength(2)
    expect(standIn?.refused ?? []).toStrictEqual([])
  }, 300_000)

  it('leaves neither a silence nor an open region behind where its worker was killed', async () => {
    rmSync(path('gate'))
    const runner = await start('killed', '--limit', 'pi-01,pi-02')
    await until('the canary to be silenced', async () => (await silenced()).length > 0, { withinMs: 180_000 })
    const id = runs().at(-1)!
    const [started] = readFileSync(path(`state/runs/${id}/log.jsonl`), 'utf8').split('\n')
    process.kill((JSON.parse(started!) as { worker: { pid: number } }).worker.pid, 'SIGKILL')
    writeFileSync(path('gate'), '')
    expect(await runResultOf(id)).toMatchObject({ outcome: 'interrupted', exitCode: 1, counts: { updated: 1, skipped: 1 } })
    expect(await exitCodeOf(runner)).toBe(1)
    expect(await silenced()).toStrictEqual([])
    expect(await collector.admin('GET', `/api/updates/${id}`)).toMatchObject({
      run: { outcome: 'interrupted', counts: { updated: 1, skipped: 1 } }
    })
    const [region, ...others] = await annotations(id)
    expect(others).toStrictEqual([])
    expect(region).toMatchObject({ tags: expect.arrayContaining(['outcome:interrupted']) })
    expect(region!.timeEnd).toBeGreaterThan(region!.time)
  }, 300_000)

  it('comes to the same result where all of them are away, says so once each, and reports to them later', async () => {
    await collector.stop('SIGKILL')
    const before = runs()
    const away = { ...env, MIMAMORI_ALERTMANAGER_URL: 'http://127.0.0.1:9', MIMAMORI_GRAFANA_URL: 'http://127.0.0.1:9' }
    const runner = await startProgram({
      argv: ownProgram('ansible/runner/src/main.ts', '--yes', '--wave', '100', '--limit', 'pi-01,pi-03'),
      env: away,
      logFile: path('second.log')
    })
    const id = await until('the run', () => runs().find((name) => !before.includes(name)), { withinMs: 120_000 })
    const result = await runResultOf(id)
    expect(result).toMatchObject({ outcome: 'failed', exitCode: 1, counts: { updated: 1, failed: 1 } })
    expect(result.warnings.map((warning) => warning.split(' ')[0])).toStrictEqual(
      expect.arrayContaining(['the', 'Alertmanager', 'Grafana'])
    )
    expect(result.warnings).toHaveLength(3)
    expect(await exitCodeOf(runner)).toBe(1)

    await collector.start()
    // The timer's command: nobody waits to be caught up, and what could not be delivered before is.
    const { stdout } = await run(process.execPath, ['ansible/runner/src/main.ts', '--catch-up', '--yes'], {
      env: { ...process.env, ...env }
    })
    expect(stdout).toContain('No devices are waiting')
    expect(await collector.admin('GET', `/api/updates/${id}`)).toMatchObject({
      run: { outcome: 'failed', counts: { updated: 1, failed: 1 } }
    })
    expect((await annotations(id)).map(({ tags }) => tags.at(-1))).toStrictEqual(['outcome:failed', 'outcome:failed'])
  }, 300_000)

  it('reports every device to a collector that was away at the start and is back in the canary', async () => {
    rmSync(path('gate'), { force: true })
    await collector.stop('SIGKILL')
    const before = runs()
    const runner = await start('back', '--limit', 'pi-01,pi-02')
    const id = await until(
      'a device under way',
      () => runs().find((name) => !before.includes(name) && existsSync(path(`state/runs/${name}/events.jsonl`))),
      { withinMs: 180_000 }
    )
    await collector.start()
    await until('the collector to hear of it', async () => await collector.admin('GET', `/api/updates/${id}`).catch(() => undefined), {
      withinMs: 120_000
    })
    writeFileSync(path('gate'), '')
    expect(await runResultOf(id)).toMatchObject({ outcome: 'succeeded', counts: { updated: 2 } })
    expect(await exitCodeOf(runner)).toBe(0)
    const { hosts } = await collector.admin('GET', `/api/updates/${id}`) as { hosts: { host: string, outcome: string }[] }
    expect(hosts.map(({ host, outcome }) => [host, outcome])).toStrictEqual([['pi-01', 'updated'], ['pi-02', 'updated']])
    expect(existsSync(path(`state/runs/${id}/undelivered.json`))).toBe(false)
  }, 300_000)
})
