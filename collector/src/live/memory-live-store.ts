import { parseValue, scanExposition } from '@mimamori/exporter/text-format'
import { bytesOf } from './bytes.ts'
import { familiesByName, printDevice } from './device-page.ts'
import { createMetadataTable } from './family-metadata.ts'
import { printFleet, type DeviceExpositions } from './fleet-page.ts'
import { familyText } from './family-lines.ts'
import { createSampleCollectors } from './known-samples.ts'
import { createTemplateTable } from './template-table.ts'
import { defaultLiveLimits, type LiveLimits } from './limits.ts'
import type { Accepted, Group, IdentityLabels, LiveStore } from './live-store.ts'
import { matchValues } from './match-values.ts'
import { seriesOf } from './template.ts'
import { readExposition, type OtherGroups } from './read-exposition.ts'
import { checkSeries, newCheckedSeries } from './series-labels.ts'
import { createSortedIds } from './sorted-ids.ts'
import { renewExposition, storeExposition, valueStartOf, type StoredExposition } from './stored-exposition.ts'
import { inOneGo, inSlices } from '../event-loop/steps.ts'
import { timeSlice, type TimeSliceOptions } from '../event-loop/time-slice.ts'

interface StoredGroup {
  readonly exposition: StoredExposition
  /** Nothing was left out: what has the same template is taken as it is. */
  readonly isWhole: boolean
  expiresAtMs: number
}
type StoredDevice = Map<string, StoredGroup>

/** The keys of a family's series (CheckedSeries.key). */
const keysOf = (exposition: StoredExposition, family: number, limits: LiveLimits): Set<string> => {
  const text = familyText(exposition, family)
  const keys = new Set<string>()
  const checked = newCheckedSeries()
  scanExposition(text, {
    onFamily: () => {},
    onSample: (sample) => {
      checkSeries(text, sample, limits, checked)
      keys.add(checked.key)
    }
  })
  return keys
}

const valueOf = (exposition: StoredExposition, line: number): number =>
  parseValue(exposition.bytes.buffer.toString('latin1', valueStartOf(exposition, line), exposition.valueEnds[line]))!

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
  /** Where a body's values end, while it is not yet certain that it is taken. */
  const valueEnds = new Uint32Array(limits.refusedSeries)
  let seriesTotal = 0
  let textBytes = 0
  let contradictions = 0

  const remove = (deviceId: string, key: string): void => {
    const device = devices.get(deviceId)
    const group = device?.get(key)
    if (device === undefined || group === undefined) return
    seriesTotal -= seriesOf(group.exposition.template)
    textBytes -= group.exposition.length
    device.delete(key)
    if (device.size > 0) return
    devices.delete(deviceId)
    ids.remove(deviceId)
  }

  const add = (deviceId: string, key: string, group: StoredGroup): void => {
    remove(deviceId, key)
    const device: StoredDevice = devices.get(deviceId) ?? new Map<string, StoredGroup>()
    devices.set(deviceId, device.set(key, group))
    ids.add(deviceId)
    seriesTotal += seriesOf(group.exposition.template)
    textBytes += group.exposition.length
  }

  const otherGroups = (device: StoredDevice | undefined, key: string): OtherGroups => {
    const others = [...device ?? []].filter(([otherKey]) => otherKey !== key).map(([, { exposition }]) => exposition)
    const families = familiesByName(others)
    return {
      room: limits.seriesPerDevice - others.reduce((sum, { template }) => sum + seriesOf(template), 0),
      families: others.flatMap(({ template }) => template.families),
      sameFamily: (name) => {
        const same = families.get(name)
        if (same === undefined) return undefined
        const [exposition, family] = same[0]!
        return { type: exposition.template.families[family]!.type, keys: new Set(same.flatMap(([exposition, family]) => [...keysOf(exposition, family, limits)])) }
      }
    }
  }

  const living = (deviceId: string, nowMs: number): readonly StoredExposition[] =>
    [...devices.get(deviceId)?.values() ?? []].filter(({ expiresAtMs }) => nowMs < expiresAtMs).map(({ exposition }) => exposition)

  function* livingDevices (identityOf: (deviceId: string) => IdentityLabels | undefined, nowMs: number): Generator<DeviceExpositions> {
    for (const deviceId of ids.all()) {
      const identity = identityOf(deviceId)
      if (identity !== undefined) yield { identity, expositions: living(deviceId, nowMs) }
    }
  }

  function* put ({ deviceId, key }: Group, body: Buffer, { expiresAtMs }: { readonly expiresAtMs: number }): Generator<undefined, Accepted> {
    const device = devices.get(deviceId)
    const last = device?.get(key)
    if (last?.isWhole === true && device?.size === 1 && matchValues(bytesOf(body), body.length, last.exposition, valueEnds)) {
      textBytes += body.length - last.exposition.length
      renewExposition(last.exposition, body, valueEnds)
      last.expiresAtMs = expiresAtMs
      return { series: seriesOf(last.exposition.template), leftOut: [] }
    }
    const { template, samples, valueEnds: ends, series, leftOut } = yield* readExposition(body, { limits, metadataTable, otherGroups: otherGroups(device, key), samples: collectSamples() })
    add(deviceId, key, { exposition: storeExposition(body, { template: shared(template), samples, valueEnds: ends }), isWhole: leftOut.size === 0, expiresAtMs })
    return { series, leftOut: [...leftOut].map(([reason, count]) => ({ reason, count })) }
  }

  return {
    put: (group, body, options) => inOneGo(put(group, body, options)),
    putInSlices: (group, body, options) => inSlices(put(group, body, options), timeSlice(sliceOptions)),
    devicePage (deviceId, nowMs) {
      const expositions = living(deviceId, nowMs)
      return expositions.length === 0 ? undefined : printDevice(expositions)
    },
    async* fleetPage (identityOf, nowMs) {
      let found = 0
      yield* printFleet(livingDevices(identityOf, nowMs), { slice: timeSlice(sliceOptions), onContradiction: () => { found++ } })
      contradictions = found
    },
    samples ({ deviceId, key }, families) {
      const exposition = devices.get(deviceId)?.get(key)?.exposition
      if (exposition === undefined) return []
      return families.flatMap((family) => exposition.samples.get(family) ?? []).map(({ name, labels, line }) => ({ name, labels, value: valueOf(exposition, line) }))
    },
    forget: (deviceId) => { for (const key of [...devices.get(deviceId)?.keys() ?? []]) remove(deviceId, key) },
    expire (nowMs) {
      for (const [deviceId, device] of [...devices]) {
        for (const [key, { expiresAtMs }] of [...device]) if (nowMs >= expiresAtMs) remove(deviceId, key)
      }
    },
    get seriesTotal () { return seriesTotal },
    get textBytes () { return textBytes },
    get contradictions () { return contradictions }
  }
}
