import { chmodSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { NoDataError } from '../../src/collector.ts'
import { watchedHttp } from '../../src/collectors/watched-http.ts'
import { watchedProcess } from '../../src/collectors/watched-process.ts'
import { watchedUnit } from '../../src/collectors/watched-unit.ts'
import { hostRoots } from '../host-trees.ts'
import { httpService } from '../http-service.ts'
import { collected, temporaryTree } from '../temporary-tree.ts'

describe('watched_unit', () => {
  /** Prints what Debian 13's systemctl printed of these five; see the file. */
  const program = fileURLToPath(new URL('../fixtures/systemctl/systemctl', import.meta.url))

  it('shows which chosen units run, which have failed, and how often they were restarted', async () => {
    const units = ['kiosk', 'screen.service', 'flappy', 'missing', 'ssh.socket']
    expect((await collected(watchedUnit(hostRoots('vm'), { program, units }))).values).toEqual({
      'mimamori_watched_unit_active{name="kiosk.service"}': 1,
      'mimamori_watched_unit_active{name="screen.service"}': 1,
      'mimamori_watched_unit_active{name="flappy.service"}': 0,
      'mimamori_watched_unit_active{name="missing.service"}': 0,
      'mimamori_watched_unit_active{name="ssh.socket"}': 0,
      'mimamori_watched_unit_failed{name="kiosk.service"}': 0,
      'mimamori_watched_unit_failed{name="screen.service"}': 0,
      'mimamori_watched_unit_failed{name="flappy.service"}': 1,
      'mimamori_watched_unit_failed{name="missing.service"}': 0,
      'mimamori_watched_unit_failed{name="ssh.socket"}': 0,
      'mimamori_watched_unit_restarts_total{name="kiosk.service"}': 0,
      'mimamori_watched_unit_restarts_total{name="screen.service"}': 0,
      'mimamori_watched_unit_restarts_total{name="flappy.service"}': 3,
      'mimamori_watched_unit_restarts_total{name="missing.service"}': 0
    })
  })

  it('takes a timer as failed whose job has failed: systemd has it active all the same', async () => {
    const tree = temporaryTree()
    const program = `${tree.rootfs}/systemctl`
    // As systemd 257 answered on a device.
    tree.write(
      'rootfs/systemctl',
      "#!/bin/sh\ncase \"$*\" in *Triggers*) printf 'Id=backup.timer\\nActiveState=active\\nTriggers=backup.service\\n\\nId=ssh.socket\\nActiveState=active\\nTriggers=\\n' ;; *--\\ backup.service) printf 'Id=backup.service\\nActiveState=failed\\n' ;; esac\n"
    )
    chmodSync(program, 0o755)
    expect((await collected(watchedUnit(hostRoots('vm'), { program, units: ['backup.timer', 'ssh.socket'] }))).values).toEqual({
      'mimamori_watched_unit_active{name="backup.timer"}': 0,
      'mimamori_watched_unit_active{name="ssh.socket"}': 1,
      'mimamori_watched_unit_failed{name="backup.timer"}': 1,
      'mimamori_watched_unit_failed{name="ssh.socket"}': 0
    })
  })

  it('does not guess which unit is which when the answer is short', async () => {
    await expect(collected(watchedUnit(hostRoots('vm'), { program, units: ['a', 'b', 'c', 'd', 'e', 'f'] }))).rejects.toThrow(
      'systemctl showed 5 units, not the 6'
    )
  })

  it('refuses what cannot be the name of a unit, an option of systemctl among it', () => {
    expect(() => watchedUnit(hostRoots('vm'), { units: ['--all'] })).toThrow(
      'expected the name of a unit such as kiosk.service, found "--all"'
    )
    for (const name of ['a b', 'screen@', 'screen@.service']) {
      expect(() => watchedUnit(hostRoots('vm'), { units: [name] })).toThrow(`found "${name}"`)
    }
    expect(() => watchedUnit(hostRoots('vm'), { units: ['screen@1.service', 'user@1000'] })).not.toThrow()
  })

  it('asks nobody while no unit is chosen, and has nothing to say without systemd', async () => {
    expect(await collected(watchedUnit(temporaryTree()))).toEqual({ values: {}, problems: [] })
    await expect(collected(watchedUnit(temporaryTree(), { program, units: ['a'] }))).rejects.toThrow(NoDataError)
  })
})

describe('watched_process', () => {
  it('counts processes by name or by command line, with the memory they hold', async () => {
    const processes = ['chromium', 'browser=chromium --kiosk', 'node', 'screensaver']
    expect((await collected(watchedProcess(hostRoots('pi-4'), { processes }))).values).toEqual({
      'mimamori_watched_process_resident_memory_bytes{name="chromium"}': (51_000 + 9000 + 40_200) * 4096,
      'mimamori_watched_process_resident_memory_bytes{name="browser"}': 51_000 * 4096,
      'mimamori_watched_process_resident_memory_bytes{name="node"}': 22_000 * 4096,
      'mimamori_watched_process_resident_memory_bytes{name="screensaver"}': 0,
      'mimamori_watched_processes{name="chromium"}': 3,
      'mimamori_watched_processes{name="browser"}': 1,
      'mimamori_watched_processes{name="node"}': 1,
      'mimamori_watched_processes{name="screensaver"}': 0
    })
  })

  it('does not count one that has ended and only waits for its parent', async () => {
    expect(
      (await collected(watchedProcess(hostRoots('pi-4'), { processes: ['web=Web Content'] }))).values[
        'mimamori_watched_processes{name="web"}'
      ]
    ).toBe(0)
    const tree = temporaryTree()
    tree.write('proc/7/status', 'Name:\tworker\nState:\tZ (zombie)\n')
    tree.write('proc/8/status', 'Name:\tworker\nState:\tS (sleeping)\n')
    expect((await collected(watchedProcess(tree, { processes: ['worker'] }))).values['mimamori_watched_processes{name="worker"}']).toBe(1)
  })

  it('finds a name that the kernel has cut, and survives processes that are gone or write garbage', async () => {
    const tree = temporaryTree()
    tree.write('proc/7/status', 'Name:\tunattended-upgr\nState:\tS (sleeping)\nVmRSS:\t 100 kB\n')
    tree.write('proc/8/.keep', '')
    tree.write('proc/9/status', Uint8Array.of(0xff, 0xfe, 0x0a))
    expect((await collected(watchedProcess(tree, { processes: ['unattended-upgrades'] }))).values).toEqual({
      'mimamori_watched_process_resident_memory_bytes{name="unattended-upgrades"}': 102_400,
      'mimamori_watched_processes{name="unattended-upgrades"}': 1
    })
  })

  it('finds this very process', async () => {
    const { values } = await collected(watchedProcess({ ...hostRoots('vm'), proc: '/proc' }, { processes: ['tests=vitest'] }))
    expect(values['mimamori_watched_processes{name="tests"}']).toBeGreaterThan(0)
    expect(values['mimamori_watched_process_resident_memory_bytes{name="tests"}']).toBeGreaterThan(1e6)
  })

  it('refuses a pattern that is none', () => {
    expect(() => watchedProcess(temporaryTree(), { processes: ['a=('] })).toThrow('expected a regular expression after a=, found "("')
  })
})

describe('watched_http', () => {
  it('shows what a service answers, and how long it took', async () => {
    const url = await httpService((request, response) => {
      response.statusCode = request.url === '/redirect' ? 302 : request.url === '/failing' ? 503 : 200
      response.end('ok')
    })
    let now = 0
    const collector = watchedHttp(hostRoots('vm'), {
      targets: [`kiosk=${url}/`, `moved=${url}/redirect`, `failing=${url}/failing`],
      monotonicMs: () => (now += 500)
    })
    const { values, problems } = await collected(collector)
    expect(problems).toEqual([])
    expect(values).toMatchObject({
      'mimamori_watched_http_up{name="kiosk"}': 1,
      'mimamori_watched_http_up{name="moved"}': 1,
      'mimamori_watched_http_up{name="failing"}': 0,
      'mimamori_watched_http_status_code{name="kiosk"}': 200,
      'mimamori_watched_http_status_code{name="moved"}': 302,
      'mimamori_watched_http_status_code{name="failing"}': 503
    })
    expect(values['mimamori_watched_http_duration_seconds{name="kiosk"}']).toBeGreaterThanOrEqual(0.5)
  })

  it('waits for no service longer than it may, not even for the rest of an answer', async () => {
    const url = await httpService((request, response) => {
      if (request.url === '/half') response.write('half')
    })
    const { values, problems } = await collected(watchedHttp(hostRoots('vm'), { targets: [`silent=${url}/`, `half=${url}/half`], timeoutMs: 150 }))
    expect(values).toEqual({ 'mimamori_watched_http_up{name="silent"}': 0, 'mimamori_watched_http_up{name="half"}': 0 })
    expect(problems.join()).toContain('silent: no whole answer from')
    expect(problems.join()).toContain('half: no whole answer from')
  })

  it('says of a service where nobody listens that the connection was refused', async () => {
    const { values, problems } = await collected(watchedHttp(hostRoots('vm'), { targets: ['closed=http://127.0.0.1:1/'] }))
    expect(values).toEqual({ 'mimamori_watched_http_up{name="closed"}': 0 })
    expect(problems.join()).toContain('closed: no answer from http://127.0.0.1:1/: connect ECONNREFUSED')
  })

  it('shows no password of an address', async () => {
    const { problems } = await collected(watchedHttp(hostRoots('vm'), { targets: ['closed=http://user:ge@heim@127.0.0.1:1/'] }))
    expect(problems.join()).toContain('closed: no answer from http://127.0.0.1:1/: connect ECONNREFUSED')
    expect(() => watchedHttp(hostRoots('vm'), { targets: ['other=http://user:ge/heim@192.0.2.1/'] })).toThrow('found "other=http://…@192.0.2.1/"')
  })

  it('reads no more of an endless answer than it has to', async () => {
    const url = await httpService((_, response) => {
      const write = (): void => { while (response.writable && response.write('x'.repeat(65_536))); }
      response.on('drain', write)
      write()
    })
    expect((await collected(watchedHttp(hostRoots('vm'), { targets: [`endless=${url}/`] }))).values['mimamori_watched_http_up{name="endless"}']).toBe(1)
  })

  it('asks only this device, unless set otherwise', () => {
    expect(() => watchedHttp(hostRoots('vm'), { targets: ['other=http://192.0.2.1/'] })).toThrow(
      'expected a URL of this device (127.0.0.1, ::1 or localhost), found "other=http://192.0.2.1/"'
    )
    expect(() => watchedHttp(hostRoots('vm'), { targets: ['other=http://127.0.0.1.example.org/'] })).toThrow('expected a URL of this device')
    expect(() => watchedHttp(hostRoots('vm'), { remoteTargets: ['other=http://192.0.2.1/'] })).not.toThrow()
    expect(() => watchedHttp(hostRoots('vm'), { targets: ['file:///etc/passwd'] })).toThrow('expected NAME=URL')
    expect(() => watchedHttp(hostRoots('vm'), { remoteTargets: ['x=ftp://192.0.2.1/'] })).toThrow('expected NAME=URL')
  })
})
