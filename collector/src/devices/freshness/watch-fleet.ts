import type { Clock } from '../../platform/clock/clock.ts'
import type { RestoredData } from '../../platform/storage/restored-data.ts'
import type { Connections } from '../connection/connection.ts'
import type { Limits } from '../limits/limits.ts'
import type { Device } from '../registry/device.ts'
import type { Registry } from '../registry/registry.ts'
import { localAddresses } from './local-addresses.ts'
import { createProber, type Prober } from './prober.ts'
import { createStatusEvaluator, type EvaluatorDeps, type StatusEvaluator } from './status-evaluator.ts'
import { probeTcp } from './tcp-probe.ts'
import { freshnessOf } from './evaluate-status.ts'

export interface WatchDeps {
  readonly registry: Registry
  readonly limits: Pick<Limits, 'of'>
  readonly connections: Connections
  readonly clock: Clock
  readonly trust: { readonly trusted: boolean }
  readonly offHours: NonNullable<EvaluatorDeps['offHours']>
  readonly scrapeFailure: NonNullable<EvaluatorDeps['scrapeFailure']>
  readonly restored: RestoredData | undefined
  /** TCP port on which a late device is probed. */
  readonly probePort: number
  /** Called when a round of probes has failed; the next one starts all the same. */
  readonly onError: (error: unknown) => void
}

const probeTimeoutMs = 3000

/** An evaluator that uses the prober's results, and the prober, not yet started. */
export const watchFleet = (
  { registry, limits, connections, clock, trust, offHours, scrapeFailure, restored, probePort, onError }: WatchDeps
): { readonly statusEvaluator: StatusEvaluator, readonly prober: Prober } => {
  const isOwnAddress = localAddresses(clock)
  /** The server's own device is registered by an address of this machine itself. */
  const isOwn = (device: Device | undefined): boolean => device?.address !== undefined && isOwnAddress(device.address)
  const prober = createProber({
    clock,
    onError,
    devices: () => registry.all(),
    freshnessOf: (device) => freshnessOf({ device, ...limits.of(device), connection: connections.get(device.id), nowMs: clock.nowMs() }),
    probe: (device) => probeTcp(device.address!, { port: probePort, timeoutMs: probeTimeoutMs, allowLoopback: isOwn(device) })
  })
  const statusEvaluator = createStatusEvaluator({
    registry, limits, connections, clock, trust, offHours, scrapeFailure, restored,
    reachable: (deviceId) => prober.reachable(deviceId),
    isOwnDevice: (deviceId) => isOwn(registry.get(deviceId))
  })
  return { statusEvaluator, prober }
}
