import { join } from 'node:path'
import { startCollector } from '../../collector/test/collector-process.ts'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { releaseOf, reportUpdateRun } from '../../scripts/demo/update-run.ts'
import { freePort } from '../../collector/test/free-port.ts'
import { createFleet, type FleetMember } from '../simulator/fleet.ts'
import { startFleet } from '../simulator/start-fleet.ts'
import { startPrometheus } from './real-peers.ts'

const adminToken = 'whole-test-admin-token-0123456789abcdef'

/** The fleet of the demonstration, every device with its story and one update behind it, watched by the real Prometheus. */
export interface WatchedFleet {
  readonly members: readonly FleetMember[]
  readonly prometheusPort: number
  close (): Promise<void>
}

export const startWatchedFleet = async (size: number): Promise<WatchedFleet> => {
  // What has been started ends, the last first, where the next fails, and else with `close`.
  await using started = new AsyncDisposableStack()
  const directory = temporaryDirectory((cleanUp) => { started.defer(cleanUp) })
  const dataDirectory = join(directory, 'collector')
  const collector = await startCollector({ dataDirectory, adminToken, env: { MIMAMORI_REPORT_INTERVAL_SECONDS: '2' } })
  started.defer(async () => { await collector.stop() })
  const members = createFleet(size)
  const over = new AbortController()
  const devices = await startFleet({ collector, members, intervalSeconds: 2, releaseOf, onTrouble: () => {}, signal: over.signal })
  started.defer(async () => {
    over.abort()
    await Promise.all(devices)
  })
  await reportUpdateRun(collector, members)
  const prometheusPort = await freePort()
  const prometheus = await startPrometheus({
    directory, port: prometheusPort, collectorUrl: collector.origin.href, tokenFile: join(dataDirectory, 'tokens', 'prometheus'),
    // No Alertmanager here: its port is one where nobody listens.
    alertmanagerPort: await freePort()
  })
  started.defer(async () => { await prometheus.stop() })
  const running = started.move()
  return { members, prometheusPort, close: () => running.disposeAsync() }
}
