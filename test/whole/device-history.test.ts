import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { historyRanges, type DeviceHistory, type HistoryRange } from '../../collector/contract/src/index.ts'
import { collectorInTest, type CollectorInTest } from '../../collector/test/collector-in-test.ts'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../collector/test/until-all-end.ts'
import { freePort } from '../../collector/test/free-port.ts'
import { describeWith, startProgram } from './processes.ts'
import { prometheusProgram } from './real-peers.ts'

const promtool = '/usr/bin/promtool'
const id = 'pi-kiosk-03'
const dayMs = 86_400_000
const nowMs = Date.now()
const hoursAgo = (hours: number): number => nowMs - hours * 3_600_000
/** Nothing was heard of it then. */
const silent = { fromMs: hoursAgo(80), untilMs: hoursAgo(60) }
const paused = { fromMs: hoursAgo(20), untilMs: hoursAgo(17) }
const bootMs = hoursAgo(60)

/** Thirty days at one sample in ten minutes, as two collectors publish them: what one says twice is no more than what it is. */
const openMetrics = (): string => {
  const times = Array.from({ length: 30 * 144 }, (_, index) => nowMs - 30 * dayMs + index * 600_000).filter(
    (ms) => ms < silent.fromMs || ms > silent.untilMs
  )
  const family = (name: string, labels: string, valueAt: (ms: number) => number): string =>
    [
      `# TYPE ${name} gauge`,
      ...['a', 'b'].flatMap((instance) =>
        times.map((ms) => `${name}{job="mimamori-inventory",instance="${instance}",device="${id}"${labels}} ${valueAt(ms)} ${ms / 1000}`)
      )
    ].join('\n')
  return [
    family('mimamori_device_cpu_usage_ratio', '', (ms) => ms % 3_600_000 < 600_000 ? 0.9 : 0.3),
    family('mimamori_device_temperature_celsius', '', () => 51),
    family('mimamori_device_state', ',state="paused"', (ms) => ms >= paused.fromMs && ms < paused.untilMs ? 1 : 0),
    family('node_boot_time_seconds', '', (ms) => (ms < silent.fromMs ? hoursAgo(1000) : bootMs) / 1000),
    '# EOF\n'
  ].join('\n')
}

describeWith(prometheusProgram, promtool)('the charts of a device, from a real Prometheus with thirty days in it', () => {
  const ended = untilAllEnd()
  let collector: CollectorInTest
  const history = async (range: HistoryRange): Promise<DeviceHistory> => {
    const answer = await collector.asAdmin({ url: `/api/clients/${id}/history?range=${range}` })
    if (answer.statusCode !== 200) throw new Error(answer.body)
    return answer.json<DeviceHistory>()
  }

  beforeAll(async () => {
    const directory = temporaryDirectory(ended)
    const [metrics, config, data] = ['past.om', 'prometheus.yml', 'data'].map((name) => join(directory, name)) as [string, string, string]
    writeFileSync(metrics, openMetrics())
    execFileSync(promtool, ['tsdb', 'create-blocks-from', 'openmetrics', '--max-block-duration=744h', metrics, data])
    writeFileSync(config, '{}\n')
    const port = await freePort()
    const prometheus = await startProgram({
      argv: [
        prometheusProgram,
        `--config.file=${config}`,
        `--storage.tsdb.path=${data}`,
        '--storage.tsdb.retention.time=90d',
        `--web.listen-address=127.0.0.1:${port}`
      ],
      logFile: join(directory, 'prometheus.log'),
      readyUrl: `http://127.0.0.1:${port}/-/ready`
    })
    ended(async () => { await prometheus.stop() })
    collector = await collectorInTest({ until: ended, env: { MIMAMORI_PROMETHEUS_URL: `http://127.0.0.1:${port}` } })
    await collector.enroll({ id, site: 'north' })
  })

  test.each(['24h', '7d', '30d'] as const)(
    'reach back %s, each step with its mean, and never doubled by a second collector',
    async (range) => {
      const {
        series: { cpuUsage, temperature, memoryUsage }
      } = await history(range)
      const stepMs = historyRanges[range] / 360
      expect(Date.parse(cpuUsage[0]!.at)).toBeLessThan(nowMs - historyRanges[range] + 600_000 + 2 * stepMs)
      expect(cpuUsage.length).toBeLessThanOrEqual(361)
      expect(new Set(temperature.map(({ value }) => value))).toEqual(new Set([51]))
      for (const { value, min, max } of cpuUsage) expect(30 <= min! && min! <= value && value <= max! && max! <= 90).toBe(true)
      expect(memoryUsage).toEqual([])
    }
  )

  test('have the peaks of each step, and a gap where nothing was heard', async () => {
    const { series: { cpuUsage } } = await history('30d')
    expect(cpuUsage.filter(({ min, max }) => min === 30 && max === 90).length).toBeGreaterThan(250)
    const times = cpuUsage.map(({ at }) => Date.parse(at))
    const [gap, ...further] = times
      .slice(1)
      .map((ms, index) => ({ fromMs: times[index]!, untilMs: ms }))
      .filter(({ fromMs, untilMs }) => untilMs - fromMs > 1.5 * 7_200_000)
    expect(further).toEqual([])
    expect(Math.abs(gap!.fromMs - silent.fromMs)).toBeLessThanOrEqual(7_200_000)
    expect(Math.abs(gap!.untilMs - silent.untilMs)).toBeLessThanOrEqual(2 * 7_200_000)
  })

  test('are marked with the boot and the pause of that time', async () => {
    const { marks, incompleteMarks } = await history('7d')
    expect(incompleteMarks).toEqual([])
    expect(marks.map(({ kind }) => kind)).toEqual(['reboot', 'pause'])
    const [boot, pause] = marks
    expect(Math.abs(Date.parse(boot!.from) - bootMs)).toBeLessThan(1000)
    expect(Math.abs(Date.parse(pause!.from) - paused.fromMs)).toBeLessThanOrEqual(2 * 1_680_000)
    expect(Math.abs(Date.parse(pause!.until) - paused.untilMs)).toBeLessThanOrEqual(2 * 1_680_000)
  })
})
