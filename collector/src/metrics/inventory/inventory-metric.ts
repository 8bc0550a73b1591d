import type { MetricType } from '@mimamori/exporter/text-format'
import type { DeviceSnapshot } from '../../devices/snapshot/device-snapshot.ts'

export interface InventorySample {
  /** In addition to device, site and role. */
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

/** One always-present family of `/metrics/inventory`. */
export interface InventoryMetric {
  readonly name: string
  readonly help: string
  readonly type: MetricType
  /** Also printed for devices that are retired or revoked. */
  readonly ofRetired?: boolean
  read (device: DeviceSnapshot): readonly InventorySample[]
}

/** One sample without further labels; none if the value is unknown, which is never 0 or −1. */
export const known = (value: number | undefined): InventorySample[] => value === undefined ? [] : [{ labels: {}, value }]

/** A sample for each possible value of a label: 1 for the present one, else 0. */
export const oneOf = <Value extends string>(label: string, values: readonly Value[], holds: Value): InventorySample[] =>
  values.map((value) => ({ labels: { [label]: value }, value: value === holds ? 1 : 0 }))
