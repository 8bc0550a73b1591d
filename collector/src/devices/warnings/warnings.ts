import { isIP } from 'node:net'
import { limits, warningCodes, type WarningCode } from '@mimamori/contract'
import { isOutOfUse } from '@mimamori/contract/out-of-use'
import type { Connection } from '../connection/connection.ts'
import type { IdentityConflict } from '../connection/identity-conflict.ts'
import type { Facts } from '../facts/facts.ts'
import type { DeviceStatus } from '../freshness/freshness.ts'
import type { KeyMetrics } from '../key-metrics/key-metrics.ts'
import type { Device } from '../registry/device.ts'
import type { Warning } from './warning.ts'

/** The evidence about one device at one time; its warnings follow from it. */
export interface WarningEvidence {
  /** Server time. */
  readonly nowMs: number
  /** The device as the administrator registered it. */
  readonly device: Device
  /** When and how it last reported; undefined before its first message. */
  readonly connection: Connection | undefined
  /** Fresh, late or silent, and why. */
  readonly status: DeviceStatus
  /** Undefined unless it is fresh and its last report is still valid. */
  readonly keyMetrics: KeyMetrics | undefined
  readonly facts: Facts
}

/** Warnings other than the freshness, the most severe first. */
export const warningsOf = (evidence: WarningEvidence): readonly Warning[] => {
  const { device, connection, status, facts } = evidence
  if (isOutOfUse(device.state)) return []
  const fresh = status.freshness === 'fresh'
  const warnings: Warning[] = [...measuredWarnings(evidence)]
  const conflict = conflictOf(evidence)
  if (conflict) warnings.push({ code: 'identity_conflict', value: conflict.atMs, senders: conflict.senders })
  const keys = device.keys.filter(({ revokedAtMs }) => revokedAtMs === undefined)
  // A new key waits for its first use: there is nothing left to rotate.
  if (keys.some(({ weak }) => weak)) warnings.push({ code: keys.at(-1)!.weak ? 'key_weak' : 'key_rotating' })
  const reported = connection?.reportedAddress
  // One of two machines with the same key has another address than is registered.
  if (
    !conflict &&
    fresh &&
    reported &&
    device.address &&
    isIP(device.address) !== 0 &&
    isIP(reported) !== 0 &&
    reported !== device.address
  ) {
    warnings.push({ code: 'address_differs', found: reported, expected: device.address })
  }
  if (fresh && facts.undervoltage) warnings.push({ code: 'undervoltage' })
  if (fresh && facts.throttled) warnings.push({ code: 'throttled' })
  if (fresh && facts.throttledSinceBoot && !facts.undervoltage && !facts.throttled) warnings.push({ code: 'throttled_since_boot' })
  if (fresh && facts.watchedDown) warnings.push({ code: 'watched_service_down', found: facts.watchedDown.join(', ') })
  if (fresh && facts.checksFailing) warnings.push({ code: 'watched_check_failing', found: facts.checksFailing.join(', ') })
  // A difference between the counters of two machines is no restart.
  if (!conflict && fresh && facts.watchedRestarting) {
    warnings.push({ code: 'watched_service_restarting', found: facts.watchedRestarting.join(', ') })
  }
  if (fresh && facts.rootReadOnly) warnings.push({ code: 'root_read_only' })
  return warnings.sort((a, b) => rank(a.code) - rank(b.code))
}

const conflictOf = ({ connection, nowMs }: WarningEvidence): IdentityConflict | undefined =>
  connection?.conflict !== undefined && nowMs - connection.conflict.atMs < limits.conflictRemembersSeconds * 1000
    ? connection.conflict
    : undefined

const rank = (code: WarningCode): number => warningCodes.indexOf(code)

const measuredWarnings = ({ connection, keyMetrics, status }: WarningEvidence): readonly Warning[] => {
  const { diskUsageRatio: disk, memoryUsageRatio: memory, temperatureCelsius: heat } = keyMetrics ?? {}
  const skew = connection?.clockSkewSeconds
  return [
    ...(disk !== undefined && disk >= limits.diskUsageRatio ? [{ code: 'disk_full', value: disk } as const] : []),
    ...(memory !== undefined && memory >= limits.memoryUsageRatio ? [{ code: 'memory_short', value: memory } as const] : []),
    ...(heat !== undefined && heat >= limits.temperatureCelsius ? [{ code: 'hot', value: heat } as const] : []),
    ...(status.freshness === 'fresh' && skew !== undefined && Math.abs(skew) > limits.clockSkewSeconds
      ? [{ code: 'clock_wrong', value: skew } as const]
      : [])
  ]
}
