import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { notYet, until } from '../../collector/test/until.ts'
import type { Device } from '../lab/device.ts'
import { describeInLab } from '../lab/lab-here.ts'
import { startAgentLab, type AgentLab } from './agent-lab.ts'

/** Starts, says that it is ready and which revision it is, and brings its reports where nobody takes them. */
const silent = (program: string): string => program.replaceAll('clients/batch', 'clients/nowhere')
const newer = (program: string): string => `${program}\n// newer\n`
/** As in the lab of updates: each is one to three runs over real devices, and machines that test are busy. */
const fleetTimeoutMs = 600_000

describeInLab('the role agent', () => {
  let here: AgentLab
  let first: string
  beforeAll(async () => {
    here = await startAgentLab('pi-agent', 'pi-other')
    first = await here.publish()
  })
  afterAll(() => here?.end())

  const exec = (...argv: readonly string[]): Promise<string> => here.device.exec(argv)
  const traces = (): Promise<string> => here.traces()
  const install = (variables: Readonly<Record<string, unknown>> = {}, flags: readonly string[] = []) =>
    here.play('agent', here.device, variables, flags)
  const untilReports = (revision: string): Promise<true> => until(`the collector hears of ${revision}`, async () => {
    const { freshness, releases } = await here.status()
    return (freshness === 'fresh' && releases['mimamori-agent'] === revision) || notYet({ freshness, releases })
  }, { withinMs: 240_000, everyMs: 500 })

  /** Runs with other variables of the inventory, as the update runner takes no variables. */
  const withVariables = async <T>(variables: Readonly<Record<string, unknown>>, run: () => Promise<T>): Promise<T> => {
    const text = readFileSync(here.inventory, 'utf8')
    const { all } = JSON.parse(text) as { readonly all: { readonly vars: object } }
    writeFileSync(here.inventory, JSON.stringify({ all: { ...all, vars: { ...all.vars, ...variables } } }))
    return run().finally(() => writeFileSync(here.inventory, text))
  }

  test('stops before anything is changed where the device has no key, and says where to get one', async () => {
    const before = await traces()
    const { exitCode, output } = await install()
    expect(exitCode).not.toBe(0)
    expect(output).toContain(
      'This device has no key yet. Enroll it (sudo mimamori devices enroll pi-agent on the server), ' +
      'and give the key that you see as agent_key.'
    )
    expect(await traces()).toBe(before)
  })

  test('changes nothing with --check, and says what it would do', async () => {
    const before = await traces()
    const { exitCode, output } = await install({ agent_key: here.key }, ['--check'])
    expect(exitCode, output).toBe(0)
    expect(output).toContain(`pi-agent would go from an unknown revision to ${first}`)
    expect(await traces()).toBe(before)
  })

  test('brings a device without anything of ours to its first report, and shows its key to nobody', async () => {
    const { exitCode, output, result } = await install({ agent_key: here.key })
    expect({ exitCode, result }, output)
      .toEqual({ exitCode: 0, result: { outcome: 'updated', to_revision: first, name: 'mimamori-agent', final: true } })
    expect(output).not.toContain(here.key)
    await untilReports(first)
    expect(await exec('stat', '--format=%n %a %U %G', '/etc/mimamori/agent.conf', '/etc/mimamori/agent.key'))
      .toBe('/etc/mimamori/agent.conf 640 root mimamori-agent\n/etc/mimamori/agent.key 640 root mimamori-agent\n')
    const unit = await exec('systemctl', 'show', '--property=ActiveState,UnitFileState,User', '--value', 'mimamori-agent')
    expect(unit.trim().split(/\n+/).sort()).toEqual(['active', 'enabled', 'mimamori-agent'])
    expect(await exec('mimamori-agent', 'status')).toMatch(/^Last report accepted: /m)
  })

  test('changes nothing the second time, without the key', async () => {
    const before = await traces()
    const { exitCode, output, result } = await install()
    expect({ exitCode, outcome: result?.outcome }, output).toEqual({ exitCode: 0, outcome: 'unchanged' })
    expect(output).toMatch(/^pi-agent +: ok=\d+ +changed=0 /m)
    expect(await traces()).toBe(before)
  })

  test('brings it to a second device, of Debian 12, with a key of its own', async () => {
    const [other] = here.others as [Device]
    const { key } = await here.ask<{ readonly key: string }>('/api/clients', { id: other.id, address: other.address })
    const installed = await here.play('agent', other, { agent_key: key })
    expect(installed.result?.outcome, installed.output).toBe('updated')
  })

  test('stops an upgrade at the first device whose new agent does not report: it goes back by itself, and the next is not touched', {
    timeout: fleetTimeoutMs
  }, async () => {
    const [other] = here.others as [Device]
    const untouched = await other.exec(['systemctl', 'show', '--property=InvocationID', 'mimamori-agent'])

    const broken = await here.publish(silent)
    // What never reports need not be waited for longer.
    const { code, result } = await withVariables({ agent_report_within_seconds: 15 }, () => here.upgrade())
    expect(code).toBe(1)
    expect(result).toMatchObject({
      outcome: 'failed', release: 'mimamori-agent', revision: broken,
      hosts: [
        { host: 'pi-agent', outcome: 'rolled_back', step: 'checks', fromRevision: first, toRevision: first },
        { host: 'pi-other', outcome: 'skipped' }
      ]
    })
    expect(await exec('cat', '/run/mimamori-agent/revision')).toBe(`${first}\n`)
    await untilReports(first)
    expect(await exec('ls', '/opt/mimamori/agent/releases')).not.toContain(broken)
    expect(await other.exec(['systemctl', 'show', '--property=InvocationID', 'mimamori-agent'])).toBe(untouched)
  })

  test('upgrades the agents of all devices, and goes back to the ones before when told to', { timeout: fleetTimeoutMs }, async () => {
    const second = await here.publish(newer)
    const upgrade = await here.upgrade()
    const all = (fromRevision: string, toRevision: string) =>
      ['pi-agent', 'pi-other'].map((host) => ({ host, outcome: 'updated', fromRevision, toRevision }))
    expect(upgrade).toMatchObject({ code: 0, result: { hosts: all(first, second) } })
    await untilReports(second)
    expect((await here.upgrade('--revision', 'previous'))).toMatchObject({ code: 0, result: { hosts: all(second, first) } })
    await untilReports(first)
  })

  test('leaves a device at the agent that it went back to where that is to stay, and brings it the settings', async () => {
    const before = await traces()
    const same = await install({ agent_stays_at: first })
    expect({ exitCode: same.exitCode, outcome: same.result?.outcome }, same.output).toEqual({ exitCode: 0, outcome: 'unchanged' })
    expect(await traces()).toBe(before)
    const changed = await install({ agent_stays_at: first, agent_settings: { FIRST_REPORT: 'now', INTERVAL_SECONDS: 6 } })
    expect({ outcome: changed.result?.outcome, revision: changed.result?.to_revision }, changed.output)
      .toEqual({ outcome: 'updated', revision: first })
    expect(await exec('cat', '/etc/mimamori/agent.conf')).toContain('INTERVAL_SECONDS=6')
    expect(await exec('cat', '/run/mimamori-agent/revision')).toBe(`${first}\n`)
  })
})
