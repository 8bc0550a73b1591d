import { afterAll, beforeAll, expect, test } from 'vitest'
import { notYet, until } from '../../collector/test/until.ts'
import { describeInLab } from '../lab/lab-here.ts'
import { startAgentLab, type AgentLab } from './agent-lab.ts'

/** Starts, says that it is ready and which revision it is, and brings its reports where nobody takes them. */
const silent = (program: string): string => program.replaceAll('clients/batch', 'clients/nowhere')
const newer = (program: string): string => `${program}\n// newer\n`

describeInLab('the role agent', () => {
  let here: AgentLab
  let first: string
  beforeAll(async () => {
    here = await startAgentLab('pi-agent')
    first = await here.publish()
  })
  afterAll(() => here?.end())

  const exec = (...argv: readonly string[]): Promise<string> => here.device.exec(argv)
  /** All that an installation could have changed, with owners, modes and times, and which start of the agent it is. */
  const traces = (): Promise<string> => exec('sh', '-c', 'find /opt /etc /usr/local /var/lib/mimamori -printf "%p %T@ %u %g %m %l\\n" | sort; systemctl show --property=InvocationID mimamori-agent')
  const install = (variables: Readonly<Record<string, unknown>> = {}, flags: readonly string[] = []) => here.play('agent', here.device, variables, flags)
  const untilReports = (revision: string): Promise<true> => until(`the collector hears of ${revision}`, async () => {
    const { freshness, releases } = await here.status()
    return (freshness === 'fresh' && releases['mimamori-agent'] === revision) || notYet({ freshness, releases })
  }, { withinMs: 240_000, everyMs: 500 })

  test('stops before anything is changed where the device has no key, and says where to get one', async () => {
    const before = await traces()
    const { exitCode, output } = await install()
    expect(exitCode).not.toBe(0)
    expect(output).toContain('This device has no key yet. Enroll it (sudo mimamori devices enroll pi-agent on the server), and give the key that you see as agent_key.')
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
    expect({ exitCode, result }, output).toEqual({ exitCode: 0, result: { outcome: 'updated', to_revision: first, name: 'mimamori-agent', final: true } })
    expect(output).not.toContain(here.key)
    await untilReports(first)
    expect(await exec('stat', '--format=%n %a %U %G', '/etc/mimamori/agent.conf', '/etc/mimamori/agent.key')).toBe('/etc/mimamori/agent.conf 640 root mimamori-agent\n/etc/mimamori/agent.key 640 root mimamori-agent\n')
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

  test('goes back by itself from an agent whose reports do not arrive, and is a failed run', async () => {
    const broken = await here.publish(silent)
    const { exitCode, output, result } = await install({ agent_report_within_seconds: 10 })
    expect({ exitCode: exitCode === 0, result }, output).toMatchObject({ exitCode: false, result: { outcome: 'rolled_back', step: 'checks', from_revision: first, to_revision: first } })
    expect(await exec('cat', '/run/mimamori-agent/revision')).toBe(`${first}\n`)
    await untilReports(first)
    expect(await exec('ls', '/opt/mimamori/agent/releases')).not.toContain(broken)
  })

  test('upgrades the agent, and goes back to the one before when told to', async () => {
    const second = await here.publish(newer)
    const upgrade = await install()
    expect(upgrade.result, upgrade.output).toEqual({ outcome: 'updated', from_revision: first, to_revision: second, name: 'mimamori-agent', final: true })
    await untilReports(second)
    const back = await here.play('rollback_agent', here.device)
    expect(back.result, back.output).toEqual({ outcome: 'updated', from_revision: second, to_revision: first, name: 'mimamori-agent', final: true })
    await untilReports(first)
  })
})
