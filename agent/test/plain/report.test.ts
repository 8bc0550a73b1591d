import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { statusReport } from '@mimamori/contract'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../../collector/test/until-all-end.ts'
import { createPlainDevice, describeWithEachShell } from './plain-program.ts'
import { refusal, startPlainCollector, type PlainCollector, type PlainReply } from './plain-collector.ts'

const pi3 = join(import.meta.dirname, '../../../exporter/test/fixtures/pi-3')

describeWithEachShell('a report of the plain program', (shell) => {
  const ended = untilAllEnd()
  let collector: PlainCollector
  beforeAll(async () => { collector = await startPlainCollector(ended) })

  /** A Raspberry Pi 3, of which `write` changes a file of the kernel. */
  const createPi = (settings = '') => {
    const roots = temporaryDirectory()
    for (const name of ['stat', 'meminfo', 'uptime', 'sys/kernel/hostname', 'sys/kernel/random/boot_id']) {
      mkdirSync(join(roots, 'proc', name, '..'), { recursive: true })
      cpSync(join(pi3, 'proc', name), join(roots, 'proc', name))
    }
    mkdirSync(join(roots, 'sys/class/thermal/thermal_zone0'), { recursive: true })
    cpSync(join(pi3, 'sys/class/thermal/thermal_zone0/temp'), join(roots, 'sys/class/thermal/thermal_zone0/temp'))
    const device = createPlainDevice({ shell })
    device.configure(
      `API_BASE_URL=${collector.url}/api\nCLIENT_ID=pi-zero-01\nCLIENT_KEY=mmk_Secret\nLOG_JOURNAL=no\nPROC_ROOT=${roots}/proc\nSYS_ROOT=${roots}/sys\n${settings}`
    )
    // As if since a report at boot: a first one would measure for a second.
    writeFileSync(join(device.runDirectory, 'cpu'), '0 0\n')
    collector.requests.length = 0
    collector.answer(undefined)
    return {
      ...device,
      write (name: string, text: string) { writeFileSync(join(roots, name), text) },
      remove (name: string) { rmSync(join(roots, name)) }
    }
  }
  const paths = (): readonly string[] => collector.requests.map(({ path }) => path)
  const status = () => statusReport.parse(collector.requests.findLast(({ path }) => path === '/api/clients/status')?.body)

  test('has what /proc and /sys say, and the address by which the collector is reached', async () => {
    const pi = createPi()
    expect(await pi.report()).toMatchObject({ code: 0 })
    const { diskUsage, ...rest } = status()
    expect(rest).toEqual({
      clientId: 'pi-zero-01',
      hostname: 'pi-3',
      ipAddress: '127.0.0.1',
      cpuUsage: 5.4,
      memoryUsage: 45,
      temperature: 58,
      uptimeSeconds: 391023,
      lastBoot: '2026-11-20T22:23:37Z'
    })
    expect(diskUsage).toBeGreaterThan(0)
    expect(diskUsage).toBeLessThanOrEqual(100)
  })

  test('gives the load of the CPU since the last one, in which waiting for a disk is none', async () => {
    const pi = createPi()
    pi.write('proc/stat', 'cpu  1100 0 100 800 100 0 0 100 0 0\nbtime 1795213417\n')
    writeFileSync(join(pi.runDirectory, 'cpu'), '1000 900\n')
    await pi.report()
    expect(status().cpuUsage).toBe(91.7)
    pi.write('proc/stat', 'cpu  1130 5 110 830 120 1 4 110 0 0\nbtime 1795213417\n')
    await pi.report()
    expect(status().cpuUsage).toBe(45.5)
  })

  test('measures it for a second where there was none since boot', async () => {
    const device = createPlainDevice({ shell })
    device.configure(`API_BASE_URL=${collector.url}/api\nCLIENT_ID=pi-zero-01\nCLIENT_KEY=mmk_Secret\n`)
    const { cpuUsage } = statusReport.parse(JSON.parse((await device.report(['--print'])).stdout))
    expect(cpuUsage).toBeGreaterThanOrEqual(0)
    expect(readFileSync(join(device.runDirectory, 'cpu'), 'utf8')).toMatch(/^\d+ \d+\n$/)
  })

  test('leaves out what the device does not have, and takes no strange name', async () => {
    const pi = createPi()
    pi.remove('sys/class/thermal/thermal_zone0/temp')
    pi.write('proc/sys/kernel/hostname', 'pi"\\端末\n')
    await pi.report()
    expect(status()).not.toHaveProperty('temperature')
    expect(status().hostname).toBe('pi')
  })

  test('is only shown with --print', async () => {
    const pi = createPi()
    const { code, stdout } = await pi.report(['--print'])
    expect(code).toBe(0)
    expect(statusReport.parse(JSON.parse(stdout))).toMatchObject({ clientId: 'pi-zero-01', ipAddress: '127.0.0.1' })
    expect(paths()).toEqual(['/healthz'])
  })

  test('shows the key to no process of the device', async () => {
    const pi = createPi()
    await pi.report()
    expect(collector.requests.map(({ key }) => key)).toEqual(['mmk_Secret', 'mmk_Secret'])
    for (const { commands } of collector.requests) {
      expect(commands).toContain(`${collector.url}/`)
      expect(commands).not.toContain('mmk_Secret')
    }
  })

  test.each<[string, PlainReply, RegExp]>([
    ['a key that is not known', refusal(401, 'CLIENT_KEY_INVALID'), /401 because CLIENT_KEY_INVALID/],
    ['a retired device', refusal(403, 'CLIENT_RETIRED'), /403 because CLIENT_RETIRED/],
    [
      'a proxy that answers in its place',
      { status: 200, body: '<html>Please log in</html>' },
      /200 from something that is not the collector/
    ],
    ['a collector that is busy', refusal(429, 'TOO_MANY_REQUESTS', { 'Retry-After': '30' }), /429 because TOO_MANY_REQUESTS/]
  ])('says why it was not taken by %s, leaves it in peace for a while, and comes back', async (_, reply, reason) => {
    const pi = createPi()
    collector.answer((path) => (path === '/healthz' ? undefined : reply))
    const first = await pi.report()
    expect(first).toMatchObject({ code: 1, stderr: expect.stringMatching(reason) })
    expect(await pi.report()).toMatchObject({ code: 1, stderr: expect.stringContaining('waits') })
    expect(paths().filter((path) => path !== '/healthz')).toHaveLength(1)
    collector.answer(undefined)
    const isBusy = typeof reply === 'object' && reply.status === 429
    pi.write('proc/uptime', isBusy ? '391054.00 0\n' : '391684.00 0\n')
    expect(await pi.report()).toMatchObject({ code: 0 })
    expect(existsSync(join(pi.runDirectory, 'pause'))).toBe(false)
  })

  test('is tried at once when the configuration has another key', async () => {
    const pi = createPi()
    collector.answer((path) => path === '/healthz' ? undefined : refusal(401, 'CLIENT_KEY_INVALID'))
    await pi.report()
    collector.answer(undefined)
    pi.configure(`API_BASE_URL=${collector.url}/api\nCLIENT_ID=pi-zero-01\nCLIENT_KEY=mmk_New\nLOG_JOURNAL=no\n`)
    expect(await pi.report()).toMatchObject({ code: 0 })
    expect(collector.requests.at(-1)?.key).toBe('mmk_New')
  })

  test('is tried again the next minute where there was no answer, and warns of it once', async () => {
    const pi = createPi()
    await pi.report()
    collector.answer(() => 'cut')
    const journal = createPlainDevice({ shell, env: { JOURNAL_STREAM: '8:1' } })
    journal.configure(`API_BASE_URL=${collector.url}/api\nCLIENT_ID=pi-zero-01\nCLIENT_KEY=mmk_Secret\nLOG_JOURNAL=no\n`)
    const [first, second] = [await journal.report(), await journal.report()]
    expect(first).toMatchObject({ code: 1, stderr: expect.stringMatching(/^<4>the report was not taken by http:.* curl: \(52\)/) })
    expect(second).toMatchObject({ code: 1, stderr: expect.stringMatching(/^<6>/) })
    collector.answer(undefined)
    expect(await journal.report()).toMatchObject({ code: 0, stderr: expect.stringMatching(/^<5>reports to /) })
    expect(await journal.report()).toMatchObject({ code: 0, stderr: expect.stringMatching(/^<6>reports to /) })
  })
})
