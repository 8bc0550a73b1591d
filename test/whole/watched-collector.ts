import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { freePort } from '../../collector/test/free-port.ts'
import { startAlertReceiver, type AlertReceiver } from './alert-receiver.ts'
import { collectorAt, type CollectorHandle } from './collector.ts'
import { importDevices, reportStatus, type FormerDevice } from './former-devices.ts'
import { query, startAlertmanager, startPrometheus, type PrometheusPlan, type QueriedSeries } from './real-peers.ts'

/** A collector with devices that were taken over, watched by the real Prometheus and Alertmanager. */
export interface WatchedCollector {
  readonly collector: CollectorHandle
  /** Where Alertmanager's messages arrive. */
  readonly receiver: AlertReceiver
  query (expression: string): Promise<readonly QueriedSeries[]>
  /** A device's status, with its own key; gives the answer's status. */
  report: (id: string, values?: Parameters<typeof reportStatus>[2]) => Promise<number>
  /** It dies as in a power cut, and starts again. */
  restartPrometheus (): Promise<void>
  close (): Promise<void>
}

export interface WatchOptions extends Pick<PrometheusPlan, 'forSeconds'> {
  /** Once the devices are enrolled, and before an alert on them can begin. */
  readonly beforeItIsWatched?: (collector: CollectorHandle) => Promise<void>
}

/** Starts all of it, with the server's clock confirmed. Time is moved by what is imported: when a device was last seen. */
export const startWatchedCollector = async (
  devices: readonly FormerDevice[],
  { forSeconds, beforeItIsWatched }: WatchOptions = {}
): Promise<WatchedCollector> => {
  // What has been started ends, the last first, where the next fails, and else with `close`.
  await using started = new AsyncDisposableStack()
  const directory = temporaryDirectory((cleanUp) => {
    started.defer(cleanUp)
  })
  const receiver = await startAlertReceiver()
  started.defer(() => receiver.close())
  const collector = collectorAt({ directory, port: await freePort() })
  started.defer(async () => {
    await collector.stop()
  })
  await collector.start()
  await collector.admin('POST', '/api/clock/confirm')
  await importDevices(collector, devices)
  await beforeItIsWatched?.(collector)
  const alertmanagerPort = await freePort()
  const alertmanager = await startAlertmanager({ directory, port: alertmanagerPort, webhookUrl: receiver.url })
  started.defer(async () => {
    await alertmanager.stop()
  })
  const plan = {
    directory,
    port: await freePort(),
    collectorUrl: collector.url,
    tokenFile: collector.prometheusTokenFile,
    alertmanagerPort,
    ...(forSeconds !== undefined && { forSeconds })
  }
  let prometheus = await startPrometheus(plan)
  started.defer(async () => {
    await prometheus.stop()
  })
  const running = started.move()
  return {
    collector,
    receiver,
    query: (expression) => query(plan.port, expression),
    report: (id, values) => reportStatus(collector, id, values),
    async restartPrometheus () {
      await prometheus.stop('SIGKILL')
      prometheus = await startPrometheus(plan)
    },
    close: () => running.disposeAsync()
  }
}
