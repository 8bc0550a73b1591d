import { afterAll, beforeAll, expect, test } from 'vitest'
import { notYet, until } from '../../collector/test/until.ts'
import { describeInLab } from '../lab/lab-here.ts'
import { startAgentLab, type AgentLab } from './agent-lab.ts'

// An agent's first report after a start comes at the device's own time in the minute: for these IDs, within two seconds
// (program/src/spread.ts).
describeInLab('the installer that a device runs by itself', () => {
  let here: AgentLab
  let revision: string
  let command: string
  beforeAll(async () => { here = await startAgentLab('pi-cellar') })
  afterAll(() => here?.end())

  const exec = (...argv: readonly string[]): Promise<string> => here.device.exec(argv, { timeoutMs: 240_000 })
  /** What somebody sees who pastes it on the device, with how it ended. */
  const paste = (typed: string): Promise<string> => exec('sh', '-c', `${typed} 2>&1; echo "ended with $?"`)
  const keysFetched = async (): Promise<number> =>
    (await here.ask<{ readonly entries: readonly unknown[] }>('/api/audit?device=pi-cellar&action=exchangeEnrollmentToken')).entries.length
  const traces = (): Promise<string> => here.traces()

  test('says what to type on the server where there is no agent yet', async () => {
    const { command: none, token } = await here.enrollmentToken()
    expect(none).toBeNull()
    revision = await here.publish()
    command = (await here.enrollmentToken()).command!
    expect(command).toMatch(/^echo mme_\S+ \| \{ script=\$\(curl -fsS http:\/\/\S+\/install\.sh\) && sudo sh -c "\$script"; \}$/)
    const before = await traces()
    // The first one was replaced.
    expect(await paste(command.replace(/mme_\S+/, token)))
      .toContain('The token has been used, has been replaced, or is older than 30 minutes')
    expect(await traces()).toBe(before)
  })

  test('is found at work by a second one, in the language of the person; what a killed one leaves is its archive and its key', async () => {
    await exec('systemd-run', '--quiet', '--collect', '--unit=installing', '--property=KillMode=control-group', 'sh', '-c', command)
    await until(
      'the installer has taken the device',
      async () => await exec(
        'sh', '-c', 'ls /run/mimamori/update/mimamori-agent.lease 2>&1 || true'
      ) === '/run/mimamori/update/mimamori-agent.lease\n' || notYet('no lease'),
      { withinMs: 120_000, everyMs: 100 }
    )
    await exec('systemctl', 'kill', '--signal=STOP', 'installing')
    expect(await paste(command)).toMatch(/Another installer is running on this device\..*\nended with 1\n$/s)
    expect(await paste(`export LANG=ja_JP.UTF-8; ${command}`)).toMatch(/この端末では別のインストーラーが動作中です。.*\nended with 1\n$/s)
    await exec('systemctl', 'kill', '--signal=KILL', 'installing')
    await until(
      'it is gone', async () => await exec('sh', '-c', 'systemctl is-active installing || true') !== 'active\n' || notYet('active'),
      { withinMs: 60_000, everyMs: 100 }
    )
    expect(await exec('sh', '-c', 'stat --format="%a %U" /var/cache/mimamori-install; ls /var/cache/mimamori-install'))
      .toMatch(/^700 root\n.*key-of-[0-9a-f]{64}\n.*\.tar\.gz\n/s)
  })

  test('leaves them also where it is interrupted, or the agent does not start, and then the device as it was', async () => {
    const interrupted = exec('sh', '-c', `setsid --wait sh -c 'echo $$ > /run/installing; ${command}' 2>&1 || true`)
    // As Ctrl-C does.
    await exec('sh', '-c', 'until systemctl is-active --quiet mimamori-agent; do sleep 0.1; done; kill -INT "-$(cat /run/installing)"')
    expect(await interrupted).toMatch(/\nThe installation was interrupted\.\nmimamori: The agent was not installed/)
    expect(await exec('sh', '-c', 'ls -A /etc/mimamori /run/mimamori/update/*.lease 2>&1 || true')).not.toMatch(/agent|lease$/m)
    await exec(
      'sh', '-ec',
      'cd /etc/systemd/system; mkdir mimamori-agent.service.d; ' +
      'printf "[Service]\\nExecStartPre=/bin/false\\n" > mimamori-agent.service.d/ill.conf'
    )
    expect(await paste(command)).toMatch(/The agent was not installed, for the reason above\..*\nended with 1\n$/s)
    await exec('rm', '-r', '/etc/systemd/system/mimamori-agent.service.d')
    expect(await exec('sh', '-c', 'ls /etc/mimamori/agent.key 2>&1 || true; stat --format="%a %n" /var/cache/mimamori-install/*'))
      .toMatch(/No such file.*\n600 \S+key-of-[0-9a-f]{64}\n.*\.tar\.gz\n/s)
  })

  test('brings a device to its first report by the pasted line alone, and goes on with archive and key of one that failed', async () => {
    const output = await paste(command)
    expect(output).not.toContain('Downloading')
    expect(await keysFetched()).toBe(1)
    expect(output).toMatch(/pi-cellar is set up, and reports to http:.*\nended with 0\n$/s)
    // Updates reach it once the server can log in.
    expect(output).toContain(`On your computer: ./scripts/enroll-device.sh pi-cellar ${here.device.address} --user `)
    expect(output).not.toContain('mmk_')
    await until('the collector hears of it', async () => {
      const { freshness, releases } = await here.status()
      return (freshness === 'fresh' && releases['mimamori-agent'] === revision) || notYet({ freshness, releases })
    }, { withinMs: 60_000, everyMs: 500 })
    expect(await exec('stat', '--format=%n %a %U %G', '/etc/mimamori/agent.conf', '/etc/mimamori/agent.key'))
      .toBe('/etc/mimamori/agent.conf 640 root mimamori-agent\n/etc/mimamori/agent.key 640 root mimamori-agent\n')
    expect(await exec('sh', '-c', 'ls /var/cache | grep mimamori-install || true')).toBe('')
  })

  test('changes nothing when the same line is pasted again', async () => {
    const before = await traces()
    const output = await paste(command)
    expect(output).toMatch(/pi-cellar is set up already.*Nothing was changed\..*\nended with 0\n$/s)
    expect(output).not.toContain('Downloading')
    expect(await traces()).toBe(before)
  })

  test('puts right what is not as it was installed, and goes on where that was cut off with every file in its place', async () => {
    const unit = '/etc/systemd/system/mimamori-agent.service'
    await exec('sh', '-c', `echo "# changed" >> ${unit}`)
    await exec('systemd-run', '--quiet', '--collect', '--unit=installing', '--property=KillMode=control-group', 'sh', '-c', command)
    await exec('sh', '-c', `while grep -q '# changed' ${unit}; do sleep 0.05; done; systemctl kill --signal=KILL installing`)
    const undoLog = 'ls /var/lib/mimamori/update/mimamori-agent | grep undo-log || true'
    expect(await exec('sh', '-c', undoLog)).toBe('undo-log.json\n')
    expect(await paste(command)).toMatch(/pi-cellar is set up, and reports to http:/)
    expect(await exec('sh', '-c', undoLog)).toBe('')
  })

  test('installs on a device whose clock is years behind, and says how to set it', async () => {
    // As the collector would have it whose clock is right.
    const ahead = command.replace('sudo sh -c "$script"', 'sudo sh -c "$(printf %s "$script" | sed "s/^server_time=.*/server_time=4000000000/")"')
    await exec('sh', '-c', 'echo "# changed" >> /etc/systemd/system/mimamori-agent.service')
    expect(await paste(ahead)).toMatch(/pi-cellar is set up, and reports to http:.*\n.*differ \(.* \/ 2096-10-02 .*sudo date --set=@40000000\d\d\n/)
  })

  test('goes on with the key of its token where that was used, and something failed afterwards', async () => {
    await exec('sh', '-ec', `key=$(cat /etc/mimamori/agent.key); work=/var/cache/mimamori-install; mkdir -m 700 $work
      token=${/mme_\S+/.exec(command)![0]}
      printf '{"requestId":"r","id":"pi-cellar","key":"%s"}' "$key" > "$work/key-of-$(printf %s $token | sha256sum | cut -d ' ' -f 1)"
      systemctl stop mimamori-agent; rm /etc/mimamori/agent.conf /etc/mimamori/agent.key`)
    expect(await paste(command)).toMatch(/pi-cellar is set up, and reports to http:.*\nended with 0\n$/s)
    expect(await keysFetched()).toBe(1)
    expect(await exec('sh', '-c', 'ls /var/cache | grep mimamori-install || true')).toBe('')
  })

  test('leaves what the role leaves: it finds nothing to do', async () => {
    const before = await traces()
    // As long as by default, unlike elsewhere in this lab: the limit is of what was applied.
    const { exitCode, output, result } = await here.play('agent', here.device, { agent_settings: {}, agent_report_within_seconds: 180 })
    expect({ exitCode, outcome: result?.outcome }, output).toEqual({ exitCode: 0, outcome: 'unchanged' })
    expect(output).toMatch(/^pi-cellar +: ok=\d+ +changed=0 /m)
    expect(await traces()).toBe(before)
  })

  test('makes no other device of one that has an ID, though the line was pasted there, until its configuration is removed', async () => {
    await here.ask('/api/clients', { id: 'pi-next' })
    const other = (await here.enrollmentToken('pi-next')).command!
    const before = await traces()
    expect(await paste(other))
      .toMatch(/This device is pi-cellar, and the command is for pi-next: nothing was changed\..*\nended with 1\n$/s)
    expect(await traces()).toBe(before)

    const [configuration, key] = [await exec('cat', '/etc/mimamori/agent.conf'), await exec('cat', '/etc/mimamori/agent.key')]
    await exec('rm', '/etc/mimamori/agent.conf')
    expect(await paste(other)).toMatch(/pi-next is set up, and reports to http:.*\nended with 0\n$/s)
    expect([await exec('cat', '/etc/mimamori/agent.conf'), await exec('cat', '/etc/mimamori/agent.key')])
      .toEqual([configuration.replace('pi-cellar', 'pi-next'), expect.not.stringMatching(key)])
  })
})
