import { Gauge, type Registry as MetricRegistry } from '@prometheus-io/client'
import { deviceStates } from '@mimamori/contract'
import type { LiveStore } from '../devices/live/live-store.ts'
import type { DeviceSnapshot } from '../devices/snapshot/device-snapshot.ts'

interface Deps {
  readonly live: LiveStore
  readonly devices: () => Iterable<Pick<DeviceSnapshot, 'device'>>
  readonly clockTrust: { readonly trusted: boolean }
}

/** Metrics of the fleet, read at each scrape. */
export const registerFleetMetrics = (metrics: MetricRegistry, { live, devices, clockTrust }: Deps): void => {
  const registers = [metrics]
  const gauge = (name: string, help: string, read: () => number) => new Gauge({ name, help, registers, collect () { this.set(read()) } })
  gauge('mimamori_collector_live_series', 'Live series of devices in memory.', () => live.seriesTotal)
  gauge('mimamori_collector_live_bytes', 'Bytes of device expositions in memory.', () => live.textBytes)
  gauge(
    'mimamori_collector_fleet_exposition_contradictions',
    'Metric families left out of the last /metrics/fleet because most devices expose the name with another type.',
    () => live.contradictions
  )
  gauge(
    'mimamori_collector_clock_trusted',
    'Whether the server’s own clock can be trusted; while it cannot, no device becomes silent.',
    () => (clockTrust.trusted ? 1 : 0)
  )
  new Gauge({
    name: 'mimamori_collector_devices',
    help: 'Number of enrolled devices, by state.',
    labelNames: ['state'],
    registers,
    collect () {
      const counts = Object.groupBy(devices(), ({ device }) => device.state)
      for (const state of deviceStates) this.set({ state }, counts[state]?.length ?? 0)
    }
  })
}
