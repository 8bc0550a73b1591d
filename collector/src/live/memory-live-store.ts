import { parseFamilies, scanExposition } from '@mimamori/exporter/text-format'
import { printFleet, type DeviceFamilies } from './fleet-page.ts'
import { defaultLiveLimits, type LiveLimits } from './limits.ts'
import { header, type LiveFamily } from './live-family.ts'
import type { Group, IdentityLabels, LiveSample, LiveStore } from './live-store.ts'
import { readPage } from './read-page.ts'
import { checkSeries, newCheckedSeries } from './series-labels.ts'
import { timeSlice, type TimeSliceOptions } from './time-slice.ts'

interface StoredGroup {
  readonly families: ReadonlyMap<string, LiveFamily>
  readonly series: number
  readonly characters: number
  readonly expiresAtMs: number
}
type StoredDevice = Map<string, StoredGroup>

const keysOf = (family: LiveFamily, limits: LiveLimits): Set<string> => {
  const text = header(family) + family.text
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

/** The families of some groups, each once: a family that two groups have stands together. */
const merged = (groups: readonly StoredGroup[]): readonly (readonly LiveFamily[])[] => {
  const byName = new Map<string, LiveFamily[]>()
  for (const group of groups) {
    for (const family of group.families.values()) byName.set(family.name, [...byName.get(family.name) ?? [], family])
  }
  return [...byName.values()]
}

/** The live store in this process's memory. */
export const createLiveStore = ({ limits = defaultLiveLimits, ...sliceOptions }: { readonly limits?: LiveLimits } & TimeSliceOptions): LiveStore => {
  const devices = new Map<string, StoredDevice>()
  let seriesTotal = 0
  let textBytes = 0
  let contradictions = 0

  const remove = (deviceId: string, key: string): void => {
    const device = devices.get(deviceId)
    const group = device?.get(key)
    if (device === undefined || group === undefined) return
    seriesTotal -= group.series
    textBytes -= group.characters
    device.delete(key)
    if (device.size === 0) devices.delete(deviceId)
  }

  const living = (deviceId: string, nowMs: number): readonly StoredGroup[] =>
    [...devices.get(deviceId)?.values() ?? []].filter(({ expiresAtMs }) => nowMs < expiresAtMs)

  function* livingDevices (identityOf: (deviceId: string) => IdentityLabels | undefined, nowMs: number): Generator<DeviceFamilies> {
    for (const deviceId of [...devices.keys()].sort()) {
      const identity = identityOf(deviceId)
      if (identity !== undefined) yield { identity, families: living(deviceId, nowMs).flatMap(({ families }) => [...families.values()]) }
    }
  }

  return {
    put ({ deviceId, key }, text, { expiresAtMs }) {
      const others = [...devices.get(deviceId) ?? []].filter(([otherKey]) => otherKey !== key).map(([, group]) => group)
      const page = readPage(text, {
        limits,
        room: limits.seriesPerDevice - others.reduce((sum, { series }) => sum + series, 0),
        elsewhere: (name) => {
          const same = others.flatMap(({ families }) => families.get(name) ?? [])
          return same[0] && { type: same[0].type, keys: new Set(same.flatMap((family) => [...keysOf(family, limits)])) }
        }
      })
      remove(deviceId, key)
      const characters = page.families.values().reduce((sum, family) => sum + family.text.length, 0)
      const device: StoredDevice = devices.get(deviceId) ?? new Map<string, StoredGroup>()
      devices.set(deviceId, device.set(key, { families: page.families, series: page.series, characters, expiresAtMs }))
      seriesTotal += page.series
      textBytes += characters
      return { series: page.series, leftOut: [...page.leftOut].map(([reason, count]) => ({ reason, count })) }
    },
    devicePage (deviceId, nowMs) {
      const groups = living(deviceId, nowMs)
      if (groups.length === 0) return undefined
      return merged(groups).map((same) => header(same[0]!) + same.map(({ text }) => text).join('')).join('')
    },
    async* fleetPage (identityOf, nowMs) {
      let found = 0
      yield* printFleet(livingDevices(identityOf, nowMs), { slice: timeSlice(sliceOptions), onContradiction: () => { found++ } })
      contradictions = found
    },
    samples ({ deviceId, key }: Group, names: readonly string[]): readonly LiveSample[] {
      const families = devices.get(deviceId)?.get(key)?.families
      return names.flatMap((name) => {
        const family = families?.get(name)
        if (family === undefined) return []
        return parseFamilies(header(family) + family.text).flatMap(({ samples }) =>
          samples.map((sample) => ({ name: sample.name ?? name, labels: sample.labels ?? {}, value: sample.value })))
      })
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
