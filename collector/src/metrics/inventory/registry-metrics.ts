import { deviceStates } from '@mimamori/contract'
import { expectedSinceMs } from '../../devices/registry/expected-since.ts'
import { known, oneOf, type InventoryMetric } from './inventory-metric.ts'

/** Metrics from the registry. */
export const registryMetrics: readonly InventoryMetric[] = [
  {
    name: 'mimamori_device_enrolled_timestamp_seconds',
    help: 'Time when the device was enrolled.',
    type: 'gauge',
    ofRetired: true,
    read: ({ device }) => known(device.enrolledAtMs / 1000)
  },
  {
    name: 'mimamori_device_expected_since_timestamp_seconds',
    help: 'Time since which the device is expected to report: its enrollment, first message, last resume or return; absent while it is paused, retired or revoked.',
    type: 'gauge',
    read: ({ device }) => {
      const sinceMs = expectedSinceMs(device)
      return known(sinceMs === undefined ? undefined : sinceMs / 1000)
    }
  },
  {
    name: 'mimamori_device_silent_after_seconds',
    help: 'Time without a report after which the device is silent.',
    type: 'gauge',
    read: ({ limits }) => known(limits.silentAfterSeconds)
  },
  {
    name: 'mimamori_device_down_after_seconds',
    help:
      'Time without a report after which the device is down unless it has sent a shutdown report; ' +
      'severity: that of the alert DeviceDown.',
    type: 'gauge',
    read: ({ limits }) => [{ labels: { severity: limits.downSeverity }, value: limits.downAfterSeconds }]
  },
  {
    name: 'mimamori_device_state',
    help: 'State set by the administrator: 1 for the current state, 0 for the others.',
    type: 'gauge',
    ofRetired: true,
    read: ({ device }) => oneOf('state', deviceStates, device.state)
  },
  {
    name: 'mimamori_device_expected',
    help: 'Whether the device is expected to report: 0 while it is paused, retired or revoked, outside its site’s opening hours, and for 30 minutes after opening.',
    type: 'gauge',
    ofRetired: true,
    read: ({ device: { state }, status: { offHours } }) => known((state === 'pending' || state === 'active') && offHours !== true ? 1 : 0)
  }
]
