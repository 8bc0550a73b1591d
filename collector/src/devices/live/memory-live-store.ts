import { parseValue } from '@mimamori/exporter/text-format'
import { bytesOf } from './bytes.ts'
import { printDevice } from './device-exposition.ts'
import { createMetadataTable } from './family-metadata.ts'
import { printFleet, type DeviceExpositions } from './fleet-exposition.ts'
import { createSampleCollectors } from './sample-collectors.ts'
import type { LiveSample } from './live-sample.ts'
import { defaultLiveLimits, type LiveLimits } from './limits.ts'
import type { Accepted, Group, IdentityLabels, LiveStore } from './live-store.ts'
import { matchValues } from './match-values.ts'
import { besideGroups, type OtherGroups } from './other-groups.ts'
import { readExposition } from './read-exposition.ts'
import { createSortedIds } from './sorted-ids.ts'
import { readShortDecimal } from './short-decimal.ts'
import { renewExposition, storeExposition, valueStartOf, type StoredExposition } from './stored-exposition.ts'
import { createTemplateTable } from './template.ts'
import { inOneGo, inSlices, timeSlice, type TimeSliceOptions } from '../../platform/event-loop/time-slice.ts'

interface StoredGroup {
  readonly exposition: StoredExposition
  /** Nothing was left out: a body with the same template is accepted unchanged. */
  readonly isWhole: boolean
  expiresAtMs: number
}
type StoredDevice = Map<string, StoredGroup>

const valueOf = (exposition: StoredExposition, line: number): number => {
  const [start, end] = [valueStartOf(exposition, line), exposition.valueEnds[line]!]
  const { buffer } = exposition.bytes
  return readShortDecimal(buffer, start, end) ?? parseValue(buffer.toString('latin1', start, end))!
}

interface Options extends TimeSliceOptions {
  readonly limits?: LiveLimits
  /** The families whose samples can be asked for; none if not given. */
  readonly sampledFamilies?: ReadonlySet<string>
}

/** The live store in this process's memory. */
export const createLiveStore = ({ limits = defaultLiveLimits, sampledFamilies = new Set(), ...sliceOptions }: Options): LiveStore => {
  const devices = new Map<string, StoredDevice>()
  const ids = createSortedIds()
  const metadataTable = createMetadataTable()
  const shared = createTemplateTable()
  const collectSamples = createSampleCollectors(sampledFamilies)
  /** The ends of a body's values, while it is not yet certain that it is taken. */
  const valueEnds = new Uint32Array(limits.refusedSeries)
  let seriesTotal = 0
  let textBytes = 0
  let contradictions = 0

  const count = ({ exposition: { template, length } }: StoredGroup, times: 1 | -1): void => {
    seriesTotal += times * template.series
    textBytes += times * length
  }

  const remove = (deviceId: string, key: string): boolean => {
    const device = devices.get(deviceId)
    const group = device?.get(key)
    if (device === undefined || group === undefined) return false
    count(group, -1)
    device.delete(key)
    if (device.size > 0) return true
    devices.delete(deviceId)
    ids.remove(deviceId)
    return true
  }

  /** Replaces the group's last exposition. */
  const replace = (deviceId: string, key: string, group: StoredGroup): void => {
    const device: StoredDevice = devices.get(deviceId) ?? new Map<string, StoredGroup>()
    if (device.size === 0) ids.add(deviceId)
    const last = device.get(key)
    if (last !== undefined) count(last, -1)
    devices.set(deviceId, device.set(key, group))
    count(group, 1)
  }

  /** The other groups of nearly every device: none. */
  const nothingElse: OtherGroups = { seriesLeft: limits.seriesPerDevice, families: [], sameFamily: () => undefined }

  const living = (deviceId: string, nowMs: number): readonly StoredExposition[] =>
    [...devices.get(deviceId)?.values() ?? []].filter(({ expiresAtMs }) => nowMs < expiresAtMs).map(({ exposition }) => exposition)

  function* livingDevices (identityOf: (deviceId: string) => IdentityLabels | undefined, nowMs: number): Generator<DeviceExpositions> {
    for (const deviceId of ids.all()) {
      const identity = identityOf(deviceId)
      if (identity !== undefined) yield { identity, expositions: living(deviceId, nowMs) }
    }
  }

  /**
   * Takes an exposition that differs from its group's last one in its values alone; undefined if it does not, or if more than its template
   * must be heeded.
   */
  const renew = ({ deviceId, key }: Group, body: Buffer, { expiresAtMs }: { readonly expiresAtMs: number }): Accepted | undefined => {
    const device = devices.get(deviceId)
    const last = device?.get(key)
    if (last?.isWhole !== true || device?.size !== 1 || !matchValues(bytesOf(body), body.length, last.exposition, valueEnds)) {
      return undefined
    }
    textBytes += body.length - last.exposition.length
    renewExposition(last.exposition, body, valueEnds)
    last.expiresAtMs = expiresAtMs
    return { series: last.exposition.template.series, leftOut: [] }
  }

  function* read (
    { deviceId, key }: Group,
    body: Buffer,
    { expiresAtMs }: { readonly expiresAtMs: number }
  ): Generator<undefined, Accepted> {
    const others = [...(devices.get(deviceId) ?? [])].filter(([otherKey]) => otherKey !== key).map(([, { exposition }]) => exposition)
    const otherGroups = others.length === 0 ? nothingElse : besideGroups(others, limits)
    const {
      template,
      samples,
      valueEnds: ends,
      series,
      leftOut
    } = yield* readExposition(body, { limits, metadataTable, otherGroups, samples: collectSamples() })
    replace(deviceId, key, {
      exposition: storeExposition(body, { template: shared(template), samples, valueEnds: ends }),
      isWhole: leftOut.size === 0,
      expiresAtMs
    })
    return { series, leftOut: [...leftOut].map(([reason, count]) => ({ reason, count })) }
  }

  return {
    put: (group, body, options) => renew(group, body, options) ?? inOneGo(read(group, body, options)),
    putInSlices: async (group, body, options) =>
      renew(group, body, options) ?? inSlices(read(group, body, options), timeSlice(sliceOptions)),
    deviceExposition (deviceId, nowMs) {
      const expositions = living(deviceId, nowMs)
      return expositions.length === 0 ? undefined : printDevice(expositions)
    },
    async* fleetExposition (identityOf, nowMs) {
      let found = 0
      yield* printFleet(livingDevices(identityOf, nowMs), {
        slice: timeSlice(sliceOptions),
        onContradiction: () => {
          found++
        }
      })
      contradictions = found
    },
    samples ({ deviceId, key }, families) {
      const exposition = devices.get(deviceId)?.get(key)?.exposition
      if (exposition === undefined) return []
      const samples: LiveSample[] = []
      for (const family of families) {
        for (const { name, labels, line } of exposition.samples.get(family) ?? []) {
          samples.push({ name, labels, value: valueOf(exposition, line) })
        }
      }
      return samples
    },
    forget: (deviceId) => {
      for (const key of [...(devices.get(deviceId)?.keys() ?? [])]) remove(deviceId, key)
    },
    forgetGroup: ({ deviceId, key }) => remove(deviceId, key),
    expire (nowMs) {
      for (const [deviceId, device] of [...devices]) {
        for (const [key, { expiresAtMs }] of [...device]) if (nowMs >= expiresAtMs) remove(deviceId, key)
      }
    },
    get seriesTotal () {
      return seriesTotal
    },
    get textBytes () {
      return textBytes
    },
    get contradictions () {
      return contradictions
    }
  }
}
