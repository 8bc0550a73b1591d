import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { prometheusConfig, yamlFile } from '@mimamori/dashboards'
import { freePort } from '../../collector/test/free-port.ts'
import { startCollector } from '../../collector/test/collector-process.ts'
import { importFleet } from '../simulator/start-fleet.ts'
import { createBenchFleet, prepareReports } from './bench-fleet.ts'
import { applyLoad } from './load.ts'
import { cpuSeconds, memoryOf } from './process-cost.ts'
import { startServer } from './server-process.ts'

export type Profile = 'default' | 'lean'

/** What the reports of one profile cost those who take them in. */
export interface ReportCost {
  readonly seriesPerDevice: number
  readonly collectorCpuSeconds: number
  readonly collectorBytesPerDevice: number
  /** Of Prometheus, for one scrape of one device. */
  readonly prometheusCpuSeconds: number
  readonly prometheusBytesPerDevice: number
}

const devices = 200
const rounds = 5
const roundSeconds = 10
const scrapeSeconds = 5
const measuredScrapes = 8

const every = (yaml: string): string => yaml.replaceAll(/^( *(?:scrape_interval|refresh_interval): ).*$/gm, `$1${scrapeSeconds}s`)

const countUp = async (origin: string): Promise<number> => {
  const answer = (await (await fetch(`${origin}/api/v1/query?query=${encodeURIComponent('count(up{job="node"} == 1)')}`)).json()) as {
    data: { result: { value: [number, string] }[] }
  }
  return Number(answer.data.result[0]?.value[1] ?? 0)
}

/** A collector takes the reports of a fleet, and Debian's Prometheus scrapes every device there. */
export const reportCost = async (parent: string, profile: Profile, say: (line: string) => void): Promise<ReportCost> => {
  const directory = join(parent, profile)
  const collector = await startCollector({ dataDirectory: directory, adminToken: randomBytes(32).toString('base64url') })
  try {
    const fleet = await createBenchFleet(devices, collector.origin, profile)
    await importFleet(collector, fleet.map(({ member }) => member))
    const empty = memoryOf(collector.pid).anonymousBytes
    say(`${devices} devices report by the profile ${profile} …`)
    const report = async (round: number): Promise<number> => {
      const { sends, series } = prepareReports(fleet, round * 60)
      await applyLoad(sends, roundSeconds)
      return series / devices
    }
    const seriesPerDevice = await report(0)
    await report(1)
    const cpuBefore = cpuSeconds(collector.pid)
    for (let round = 2; round < rounds + 2; round++) await report(round)
    const collectorCpuSeconds = (cpuSeconds(collector.pid) - cpuBefore) / rounds / devices
    const collectorBytesPerDevice = (memoryOf(collector.pid).anonymousBytes - empty) / devices

    const [port, rules, config] = [await freePort(), join(directory, 'rules.yml'), join(directory, 'prometheus.yml')]
    await writeFile(rules, 'groups: []\n')
    await writeFile(
      config,
      every(
        yamlFile(
          '',
          prometheusConfig({
            collectorUrl: collector.origin,
            tokenFile: join(directory, 'tokens', 'prometheus'),
            ruleFiles: [rules],
            alertmanagerAddress: `127.0.0.1:${await freePort()}`
          })
        )
      )
    )
    const prometheus = await startServer({
      argv: [
        'prometheus',
        `--config.file=${config}`,
        `--storage.tsdb.path=${join(directory, 'tsdb')}`,
        `--web.listen-address=127.0.0.1:${port}`
      ],
      origin: `http://127.0.0.1:${port}`,
      readyPath: '/-/ready',
      logFile: join(directory, 'prometheus.log')
    })
    try {
      const idle = memoryOf(prometheus.pid).anonymousBytes
      say('Prometheus scrapes them …')
      for (let round = rounds + 2; await countUp(prometheus.origin) < devices; round++) await report(round)
      const before = cpuSeconds(prometheus.pid)
      await delay(measuredScrapes * scrapeSeconds * 1000)
      return {
        seriesPerDevice, collectorCpuSeconds, collectorBytesPerDevice,
        prometheusCpuSeconds: (cpuSeconds(prometheus.pid) - before) / measuredScrapes / devices,
        prometheusBytesPerDevice: (memoryOf(prometheus.pid).anonymousBytes - idle) / devices
      }
    } finally {
      await prometheus.stop()
    }
  } finally {
    await collector.stop()
  }
}
