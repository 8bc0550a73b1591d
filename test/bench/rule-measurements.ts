import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { prometheusConfig, prometheusFlags, ruleFileYaml, yamlFile } from '@mimamori/dashboards'
import { startCollector, type CollectorProcess } from '../../collector/test/collector-process.ts'
import { allTargets } from '../../dashboards/test/grafana/all-dashboards.ts'
import { freePort } from '../../collector/test/free-port.ts'
import { importFleet } from '../simulator/start-fleet.ts'
import { createBenchFleet, prepareReports, type BenchDevice } from './bench-fleet.ts'
import { applyLoad } from './load.ts'
import { cpuSeconds, memoryOf } from './process-cost.ts'
import { pastSeriesOf, writeHistory, type PastSeries } from './rule-history.ts'
import { startServer } from './server-process.ts'

/** A rule, or a panel's question, and how long each of its evaluations took. */
export interface Timed {
  readonly name: string
  readonly seconds: readonly number[]
}

export interface RuleMeasurements {
  readonly series: number
  readonly pastSamples: number
  readonly group: Timed
  /** Of Prometheus, for one evaluation of all rules: what it needs more than without any. */
  readonly cpuSeconds: number
  readonly rules: readonly Timed[]
  /** What the panels ask of this moment. */
  readonly panels: readonly Timed[]
  readonly anonymousBytes: number
}

export interface RuleBenchPlan {
  readonly directory: string
  readonly devices: number
  /** How many evaluations count. */
  readonly evaluations: number
  /** From one to the next; what one takes does not depend on it. */
  readonly evaluateSeconds: number
  readonly say: (line: string) => void
}

interface RulesGroup {
  readonly evaluationTime: number
  readonly lastEvaluation: string
  readonly rules: readonly { readonly name: string, readonly evaluationTime: number }[]
}
interface RulesAnswer { readonly data: { readonly groups: readonly RulesGroup[] } }

const get = async (url: URL | string, headers: Readonly<Record<string, string>> = {}): Promise<string> => {
  const answer = await fetch(url, { headers })
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`)
  return answer.text()
}
const ask = (origin: string, expr: string): Promise<string> => get(`${origin}/api/v1/query?${new URLSearchParams({ query: expr })}`)
const count = async (origin: string, expr: string): Promise<number> =>
  Number(
    (JSON.parse(await ask(origin, `count(${expr})`)) as { data: { result: { value: [number, string] }[] } }).data.result[0]?.value[1] ?? 0
  )

const historyOf = async (collector: CollectorProcess, fleet: readonly BenchDevice[]) => {
  const inventory = await get(new URL('/metrics/inventory', collector.origin), { authorization: `Bearer ${collector.adminToken}` })
  return [
    // What a rule has recorded, and others read.
    ...fleet.map(({ member: { id, site, role } }): PastSeries => ({
      name: 'device:node_uptime_seconds:max',
      labels: `device="${id}",site="${site}",role="${role}"`,
      value: '100000',
      stepSeconds: 30
    })),
    ...fleet.flatMap(({ member: { id, site, role }, exposition }) =>
      pastSeriesOf(
        exposition(0),
        (name) =>
          [
            `job="node",instance="${id}",site="${site}",role="${role}"`,
            ...(name.startsWith('node_disk_') || name.startsWith('node_filesystem_') ? [] : [`device="${id}"`])
          ].join(','),
        60
      )
    ),
    ...pastSeriesOf(inventory, () => `job="mimamori-inventory",instance="${collector.origin.host}"`, 15)
  ]
}

/** As Grafana asks for all devices. */
const filled = (expr: string): string =>
  expr
    .replaceAll('$__rate_interval', '4m')
    .replaceAll('$__range', '6h')
    .replaceAll(/\$(?:device|site|role)\b/g, '.*')

/** Each question of a panel about this moment, so many times. */
const askPanels = async (origin: string, times: number): Promise<readonly Timed[]> => {
  const timed: Timed[] = []
  for (const { title, name, target } of allTargets) {
    if (name === 'device' || target.datasource.type !== 'prometheus' || target.instant !== true) continue
    const seconds: number[] = []
    for (let time = 0; time < times; time++) {
      const before = performance.now()
      await ask(origin, filled(target.expr))
      seconds.push((performance.now() - before) / 1000)
    }
    timed.push({ name: title, seconds })
  }
  return timed
}

/** Reports go on as in a real fleet, and Debian's Prometheus scrapes each device, with the hours behind it that the rules read. */
export const measureRules = async ({ directory, devices, evaluations, evaluateSeconds, say }: RuleBenchPlan): Promise<RuleMeasurements> => {
  const collector = await startCollector({
    dataDirectory: join(directory, 'rules-collector'),
    adminToken: randomBytes(32).toString('base64url')
  })
  const over = new AbortController()
  try {
    const fleet = await createBenchFleet(devices, collector.origin)
    await importFleet(collector, fleet.map(({ member }) => member))
    let round = 0
    const report = async (): Promise<void> => {
      // Once more where the collector closed a connection that had been idle for long, as an agent does.
      await applyLoad(prepareReports(fleet, 60 * round++).sends.map((send) => () => send().catch(send)), 50)
    }
    await report()
    say('writing the hours that the rules read …')
    const [port, rules, config, data] = [
      await freePort(),
      join(directory, 'rules.yml'),
      join(directory, 'rules-prometheus.yml'),
      join(directory, 'rules-tsdb')
    ]
    const { samples: pastSamples } = await writeHistory(directory, data, await historyOf(collector, fleet))
    const reportOn = async (): Promise<void> => {
      while (!over.signal.aborted) await report()
    }
    const reporting = reportOn().catch((error: unknown) => { say(`no more reports: ${String(error)}`) })
    await writeFile(rules, ruleFileYaml({ publicUrl: collector.origin }))
    await writeFile(
      config,
      yamlFile(
        '',
        prometheusConfig({
          collectorUrl: collector.origin,
          tokenFile: join(directory, 'rules-collector', 'tokens', 'prometheus'),
          ruleFiles: [rules],
          alertmanagerAddress: `127.0.0.1:${await freePort()}`
        })
      ).replace(/evaluation_interval: .*/, `evaluation_interval: ${evaluateSeconds}s`)
    )
    const prometheus = await startServer({
      argv: [
        'prometheus',
        `--config.file=${config}`,
        `--storage.tsdb.path=${data}`,
        `--web.listen-address=127.0.0.1:${port}`,
        ...prometheusFlags
      ],
      origin: `http://127.0.0.1:${port}`,
      readyPath: '/-/ready',
      logFile: join(directory, 'rules-prometheus.log')
    })
    try {
      say('Prometheus scrapes all of them …')
      while (await count(prometheus.origin, 'up{job="node"} == 1') < devices) await delay(2000)
      const evaluated = async () => (JSON.parse(await get(`${prometheus.origin}/api/v1/rules`)) as RulesAnswer).data.groups[0]!
      const nextAfter = async (before: string) => {
        for (;;) {
          const group = await evaluated()
          if (group.lastEvaluation !== before) return group
          await delay(500)
        }
      }
      say(`${evaluations} evaluations …`)
      const counted: RulesGroup[] = []
      // The first may have begun before all were scraped.
      let last = (await nextAfter((await evaluated()).lastEvaluation)).lastEvaluation
      const [cpuBefore, msBefore] = [cpuSeconds(prometheus.pid), performance.now()]
      while (counted.length < evaluations) {
        const group = await nextAfter(last)
        last = group.lastEvaluation
        counted.push(group)
      }
      const [cpuWith, lastedMs] = [cpuSeconds(prometheus.pid) - cpuBefore, performance.now() - msBefore]
      const series = await count(prometheus.origin, '{job="node"}')
      const timed = (index: number): Timed => ({
        name: counted[0]!.rules[index]!.name,
        seconds: counted.map((group) => group.rules[index]!.evaluationTime)
      })
      say('what the panels ask …')
      const panels = await askPanels(prometheus.origin, 3)
      const { anonymousBytes } = memoryOf(prometheus.pid)
      say('as long without rules …')
      await writeFile(rules, 'groups: []\n')
      process.kill(prometheus.pid, 'SIGHUP')
      while ((JSON.parse(await get(`${prometheus.origin}/api/v1/rules`)) as RulesAnswer).data.groups.length > 0) await delay(500)
      const cpuBeforeWithout = cpuSeconds(prometheus.pid)
      await delay(lastedMs)
      const cpuWithout = cpuSeconds(prometheus.pid) - cpuBeforeWithout
      return {
        series, pastSamples, cpuSeconds: (cpuWith - cpuWithout) / evaluations, panels, anonymousBytes,
        group: { name: 'mimamori', seconds: counted.map(({ evaluationTime }) => evaluationTime) },
        rules: counted[0]!.rules.map((_, index) => timed(index))
      }
    } finally {
      await prometheus.stop()
      over.abort()
      await reporting
      for (const { close } of fleet) close()
    }
  } finally {
    await collector.stop()
  }
}
