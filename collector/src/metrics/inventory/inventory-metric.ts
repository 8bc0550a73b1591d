import type { MetricType } from '@mimamori/exporter/text-format'
import type { LogLevel } from '@mimamori/contract'
import type { Facts } from '../../devices/facts/facts.ts'
import type { Verdict } from '../../devices/freshness/freshness.ts'
import type { Contact } from '../../devices/connection/presence.ts'
import type { Device } from '../../devices/registry/device.ts'
import type { DeviceUpdate } from '../../updates/updates.ts'
import type { Vitals } from '../../devices/key-metrics/vitals.ts'

/** What the rooms know of one device at the moment of a scrape. */
export interface InventoryDevice {
  readonly device: Device
  readonly contact: Contact | undefined
  readonly verdict: Verdict
  readonly vitals: Vitals | undefined
  readonly facts: Facts
  readonly logLines: Readonly<Record<LogLevel, number>>
  readonly lastUpdate: DeviceUpdate | undefined
}

export interface InventorySample {
  /** Beside device, site and role. */
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
  read (device: InventoryDevice): readonly InventorySample[]
}

/** One sample without further labels; none where the value is unknown, which is never 0 or −1. */
export const known = (value: number | undefined): InventorySample[] => value === undefined ? [] : [{ labels: {}, value }]

/** A sample for each value that a label can have: 1 for the one that holds, else 0. */
export const oneOf = <Value extends string>(label: string, values: readonly Value[], holds: Value): InventorySample[] =>
  values.map((value) => ({ labels: { [label]: value }, value: value === holds ? 1 : 0 }))

export const isRetired = ({ state }: Device): boolean => state === 'retired' || state === 'revoked'
