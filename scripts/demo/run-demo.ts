import { rm } from 'node:fs/promises'
import { adminTokenOf } from '../../collector/src/people/token-files.ts'
import { loadConfig } from '../../collector/src/platform/config/load-config.ts'
import { makeDirectory } from '../../collector/src/platform/storage/private-file.ts'
import { askAsAdmin } from '../../test/simulator/admin-api.ts'
import { startCollector } from '../../collector/test/collector-process.ts'
import { startFleet } from '../../test/simulator/start-fleet.ts'
import { createFleet } from '../../test/simulator/fleet.ts'
import { heardUntilNow, startPast } from '../../test/simulator/past.ts'
import type { StartText } from '../start/text.ts'
import { loginCommand } from '../start/login-command.ts'
import { isFree } from '../start/port.ts'
import { prepareAlerting } from './alerting.ts'
import { createFirstRound } from './first-round.ts'
import { releaseOf, reportUpdateRun } from './update-run.ts'
import type { DemoText } from './text.ts'
import { DemoUsageError, type DemoOptions } from './options.ts'

/** Quick enough that one sees devices come and go. */
const reportIntervalSeconds = 10

export interface DemoDeps {
  /** For the address that is listened at, and for no other: it is cleared first. */
  readonly dataDirectory: string
  readonly text: DemoText
  /** For the parts that run here as there. */
  readonly startText: StartText
  readonly print: (line: string) => void
  /** Ends the demonstration. */
  readonly signal: AbortSignal
}

/**
 * A collector with a data directory of its own, new each time, a simulated fleet that reports to it, and alerts of it, until the signal
 * fires.
 */
export const runDemo = async (
  { devices, listen, hasAlerting }: DemoOptions, { dataDirectory, text, startText, print, signal }: DemoDeps
): Promise<void> => {
  // Asked before the old data is removed: if something listens there, they belong to a running demonstration.
  if (!await isFree(listen.host, listen.port)) throw new DemoUsageError(text.addressTaken(`${listen.host}:${listen.port}`))
  await rm(dataDirectory, { recursive: true, force: true })
  makeDirectory(dataDirectory, 0o711)
  const members = heardUntilNow(createFleet(devices))
  const past = await startPast(members)
  if (!hasAlerting) print(startText.withoutAlerts)
  const alerting = hasAlerting ? await prepareAlerting({ dataDirectory, devices, text: startText, print }) : undefined
  const collector = await startCollector({
    dataDirectory,
    // In its file, in which the command for another login link finds it.
    adminToken: adminTokenOf(dataDirectory, undefined),
    listen,
    env: { MIMAMORI_REPORT_INTERVAL_SECONDS: String(reportIntervalSeconds), MIMAMORI_PROMETHEUS_URL: past.url, ...alerting?.settings }
  })
  const over = new AbortController()
  try {
    const round = createFirstRound(members.filter(({ story: { isOn } }) => isOn?.(0) ?? true).map(({ id }) => id), { text, print })
    const fleet = await startFleet({
      collector,
      members,
      intervalSeconds: reportIntervalSeconds,
      releaseOf,
      onFirstReport: (id) => round.reported(id),
      onTrouble: (id, error) => print(`${id}: ${error.message}`),
      signal: AbortSignal.any([signal, over.signal])
    })
    await reportUpdateRun(collector, members)
    await alerting?.start(collector)
    print(text.reporting(devices, collector.origin.href))
    for (const { id, site, story } of members) if (story.name !== 'healthy') print(text.plot(id, site, text.plots[story.name]))
    if (alerting !== undefined) print(text.alerts)
    const giveLink = async (): Promise<void> => {
      // Before their first reports, devices have no values.
      await round.whole(AbortSignal.any([signal, over.signal]))
      if (signal.aborted) return
      const { link } = await askAsAdmin<{ readonly link: string }>(collector, '/api/login-codes', {})
      print(text.link(link))
      print(text.anotherLink(loginCommand({ ...loadConfig({}), dataDir: dataDirectory, listen })))
      print(text.howToStop)
    }
    const end = await Promise.race([Promise.all([giveLink(), ...fleet]), collector.ended])
    if (typeof end === 'string') throw new Error(end)
  } finally {
    over.abort()
    await alerting?.stop()
    past.stop()
    await collector.stop()
  }
}
