import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { yamlFile } from '@mimamori/dashboards'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../collector/test/until-all-end.ts'
import { until } from '../../collector/test/until.ts'
import { freePort } from '../../collector/test/free-port.ts'
import { collectorAt, type CollectorHandle } from './collector.ts'
import { dashboards, filled, recordingRules } from './dashboard-queries.ts'
import { describeWith, ownProgram, startProgram, type RunningProgram } from './processes.ts'
import { nodeExporterProgram, prometheusProgram, query, startPrometheus } from './real-peers.ts'

const jobs = { agent: 'node', peer: 'node-exporter' }
const tree = join(import.meta.dirname, '../../exporter/test/fixtures/pi-5')

/** What both measure: this machine, and a Pi's tree of files, which has the sensors that a virtual machine lacks. */
const hosts = [
  { id: 'this-machine', agentSettings: '', peerFlags: [] },
  {
    id: 'pi-5',
    agentSettings: `PROC_ROOT=${tree}/proc\nSYS_ROOT=${tree}/sys\nROOTFS=${tree}/rootfs\nUDEV_DATA_ROOT=${tree}/udev/data\n`,
    // Netlink knows nothing of a tree.
    peerFlags: [
      `--path.procfs=${tree}/proc`,
      `--path.sysfs=${tree}/sys`,
      `--path.rootfs=${tree}/rootfs`,
      `--path.udev.data=${tree}/udev/data`,
      '--no-collector.arp.netlink',
      '--no-collector.netdev.netlink'
    ]
  }
] as const

/** Expressions that have data with node_exporter alone, and why. */
const exceptions: readonly { readonly expression: string, readonly because: string }[] = []

describeWith(prometheusProgram, nodeExporterProgram)('dashboards made for node_exporter, over the agent’s default profile', () => {
  const ended = untilAllEnd()
  let directory: string
  let collector: CollectorHandle
  let port: number
  const programs: RunningProgram[] = []

  const hasData = async (expression: string): Promise<boolean> => (await query(port, expression)).length > 0

  beforeAll(async () => {
    directory = temporaryDirectory(ended)
    collector = collectorAt({ directory, port: await freePort(), settings: { MIMAMORI_REPORT_INTERVAL_SECONDS: '5' } })
    await collector.start()
    const peers: { readonly targets: readonly string[], readonly labels: { readonly instance: string } }[] = []
    for (const { id, agentSettings, peerFlags } of hosts) {
      const { key } = await collector.admin('POST', '/api/clients', { id }) as { key: string }
      const configFile = join(directory, `${id}.conf`)
      writeFileSync(
        configFile,
        `API_BASE_URL=${collector.url}/api\nCLIENT_ID=${id}\nCLIENT_KEY=${key}\nINTERVAL_SECONDS=5\nFIRST_REPORT=now\nSTATE_FILE=${join(directory, `${id}.json`)}\n${agentSettings}`,
        { mode: 0o600 }
      )
      programs.push(
        await startProgram({
          argv: ownProgram('agent/src/main.ts', 'run', '--config', configFile),
          logFile: join(directory, `${id}-agent.log`)
        })
      )
      const address = `127.0.0.1:${await freePort()}`
      programs.push(await startProgram({
        // Debian turns systemd on, which node_exporter itself leaves off.
        argv: [nodeExporterProgram, `--web.listen-address=${address}`, '--no-collector.systemd', ...peerFlags],
        logFile: join(directory, `${id}-node-exporter.log`), readyUrl: `http://${address}/metrics`
      }))
      peers.push({ targets: [address], labels: { instance: id } })
    }
    const rules = join(directory, 'node-mixin.yml')
    writeFileSync(rules, yamlFile('', recordingRules(Object.values(jobs))))
    port = await freePort()
    programs.push(await startPrometheus({
      // No Alertmanager here: its port is one where nobody listens.
      directory, port, collectorUrl: collector.url, tokenFile: collector.prometheusTokenFile, alertmanagerPort: await freePort(),
      furtherScrapes: [{ job_name: jobs.peer, static_configs: peers }], furtherRuleFiles: [rules]
    }))
  })
  afterAll(async () => {
    for (const program of programs.reverse()) await program.stop()
    await collector?.stop()
  })

  describe.each(hosts)('of $id', ({ id }) => {
    test.each(dashboards)('$dashboard: every query that has data with node_exporter has it with the agent', async ({ expressions }) => {
      for (const job of Object.values(jobs)) {
        // A rate needs two scrapes, and the slowest of the rules another two of what it reads.
        await until(
          `rates of ${id} by ${job}`,
          async () => await hasData(`instance:node_cpu_utilisation:rate5m{job="${job}", instance="${id}"}`)
        )
      }
      const withData: string[] = []
      for (const expression of expressions) {
        if (await hasData(filled(expression, { job: jobs.peer, instance: id }))) withData.push(expression)
      }
      expect(withData.length, 'queries that have data with node_exporter').toBeGreaterThan(0.6 * expressions.length)
      let missing: readonly string[] = withData.filter((expression) => !exceptions.some((exception) => exception.expression === expression))
      await expect.poll(async () => {
        const still: string[] = []
        for (const expression of missing) if (!await hasData(filled(expression, { job: jobs.agent, instance: id }))) still.push(expression)
        return missing = still
      }, { timeout: 60_000, interval: 500 }).toEqual([])
    })
  })
})
