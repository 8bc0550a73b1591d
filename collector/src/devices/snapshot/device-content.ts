import type { Device } from '../registry/device.ts'

/** The progress of a device with a set of content for it. */
export interface DeviceContent {
  readonly name: string
  readonly isCurrent: boolean
  /** The version that it has; undefined if it has none, or one that is not stored. */
  readonly number: number | undefined
  readonly bytesLeft: number | undefined
}

/** The sets for a device. */
export type ContentOfDevices = (device: Device) => readonly DeviceContent[]
