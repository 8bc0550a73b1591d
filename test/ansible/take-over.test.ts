import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { notYet, until } from '../../collector/test/until.ts'
import { writeOn } from '../lab/install-agent.ts'
import { describeInLab } from '../lab/lab-here.ts'
import { startAgentLab, type AgentLab } from './agent-lab.ts'
import { installFormerAgent } from './former-agent.ts'

/** The id that the device has with its former agent; Ansible knows it by another name. */
const id = 'kiosk-line-2'
const key = 'FormerKey-of_line.2+x'

describeInLab('the role take_over, on a device with the Python agent of the first fleet', () => {
  let here: AgentLab
  let revision: string
  beforeAll(async () => {
    here = await startAgentLab('pi-former')
    revision = await here.publish()
    await installFormerAgent(here.device, { apiBaseUrl: `${here.collectorUrl}api`, id, key })
  })
  afterAll(() => here?.end())

  const exec = (...argv: readonly string[]): Promise<string> => here.device.exec(argv)
  const traces = (): Promise<string> => here.traces()
  const units = async (): Promise<string> => (await exec(
    'sh', '-c',
    'for unit in status-agent.timer mimamori-agent.service; do ' +
    'echo $unit $(systemctl is-active $unit) $(systemctl is-enabled $unit 2>&1); done'
  )).trim()
  const takeOver = (variables: Readonly<Record<string, unknown>> = {}, flags: readonly string[] = []) =>
    here.play('take_over', here.device, variables, flags)
  const untilSeen = (
    what: string, isSo: (status: Awaited<ReturnType<AgentLab['status']>>) => boolean
  ): Promise<true> => until(`the collector sees ${what}`, async () => {
    const status = await here.status(id)
    return isSo(status) || notYet({ freshness: status.freshness, lastSeen: status.lastSeen, releases: status.releases })
  }, { withinMs: 120_000, everyMs: 500 })

  test('its key is read into a file that the collector imports, and it then reports as it is', async () => {
    const file = join(temporaryDirectory(), 'former-devices.json')
    const { exitCode, output } = await here.play('former_keys', here.device, { take_over_keys_file: file })
    expect(exitCode, output).toBe(0)
    expect(output).not.toContain(key)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual([{ id, key }])
    expect(statSync(file).mode & 0o777).toBe(0o600)
    await here.ask('/api/clients/import', { clients: JSON.parse(readFileSync(file, 'utf8')) as unknown })
    await untilSeen('a report of the Python agent', ({ freshness, ipAddress }) => freshness === 'fresh' && ipAddress === '192.0.2.7')
  })

  test('nothing is changed with --check', async () => {
    const before = await traces()
    const { exitCode, output } = await takeOver({}, ['--check'])
    expect(exitCode, output).toBe(0)
    expect(output).toContain(`would be moved: ${id}`)
    expect(await traces()).toBe(before)
  })

  test('the Python agent goes on where the new one does not reach the collector', async () => {
    const { exitCode, output } = await takeOver({
      agent_collector_url: here.collectorUrl.replace(/\d+\/$/, '9/'), agent_report_within_seconds: 10
    })
    expect(exitCode, output).not.toBe(0)
    expect(output).toContain('left as it was, the former agent goes on: ')
    expect(await units()).toMatch(/^status-agent\.timer active enabled\nmimamori-agent\.service (?:inactive|failed) (?!enabled)/)
    const { lastSeen } = await here.status(id)
    await untilSeen('it again', (status) => status.lastSeen !== lastSeen)
  })

  test('the new agent takes its place with the same id and key once it has reported, and the key is shown to nobody', async () => {
    const { exitCode, output } = await takeOver()
    expect(exitCode, output).toBe(0)
    expect(output).toContain(`moved: ${id}`)
    expect(output).not.toContain(key)
    expect(await units()).toBe('status-agent.timer inactive disabled\nmimamori-agent.service active enabled')
    await untilSeen(
      'a report of the new agent', ({ releases, ipAddress }) => releases['mimamori-agent'] === revision && ipAddress === here.device.address
    )
    expect(await exec('cat', '/etc/mimamori/agent.key')).toBe(`${key}\n`)
  })

  test('nothing is changed the second time', async () => {
    const before = await traces()
    const { exitCode, output } = await takeOver()
    expect(exitCode, output).toBe(0)
    expect(output).toContain(`was moved before: ${id}`)
    expect(output).toMatch(/^pi-former +: ok=\d+ +changed=0 /m)
    expect(await traces()).toBe(before)
  })

  test('the play says that both agents run where the new one reports and the former cannot be stopped', async () => {
    await writeOn(here.device, '/etc/systemd/system/status-agent.timer.d/stay.conf', '[Unit]\nRefuseManualStop=yes\n')
    await exec('systemctl', 'daemon-reload')
    await exec('systemctl', 'enable', '--now', 'status-agent.timer')
    const { exitCode, output } = await takeOver()
    expect(exitCode, output).not.toBe(0)
    expect(output).toContain('the new agent reports, but the former one could not be stopped and disabled: ')
    expect(output).not.toContain('the former agent goes on')
    expect(await units()).toBe('status-agent.timer active enabled\nmimamori-agent.service active enabled')
  })

  test('a device without a Python agent is left as it is', async () => {
    const before = await traces()
    const { exitCode, output } = await takeOver({ take_over_configuration: '/etc/nothing.conf' })
    expect(exitCode, output).toBe(0)
    expect(output).toContain('left as it was: /etc/nothing.conf is missing')
    expect(await traces()).toBe(before)
  })
})
