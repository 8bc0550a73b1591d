import { scanExposition } from '@mimamori/exporter/text-format'
import { bytesOf } from './bytes.ts'
import { familiesByName, printDevice } from './device-page.ts'
import { createHeadTable } from './family-head.ts'
import { printFleet, type DevicePages } from './fleet-page.ts'
import { createSampleReader, familyText } from './known-samples.ts'
import { createLayoutTable } from './layout-table.ts'
import { defaultLiveLimits, type LiveLimits } from './limits.ts'
import type { Accepted, Group, IdentityLabels, LiveStore } from './live-store.ts'
import { matchValues } from './match-values.ts'
import { seriesOf } from './page-layout.ts'
import { readPage, type Surroundings } from './read-page.ts'
import { checkSeries, newCheckedSeries } from './series-labels.ts'
import { createSortedIds } from './sorted-ids.ts'
import { renewPage, storePage, type StoredPage } from './stored-page.ts'
import { inOneGo, inSlices } from '../event-loop/steps.ts'
import { timeSlice, type TimeSliceOptions } from '../event-loop/time-slice.ts'

interface StoredGroup {
  readonly page: StoredPage
  /** Nothing was left out: what has the same layout is taken as it is. */
  readonly isWhole: boolean
  expiresAtMs: number
}
type StoredDevice = Map<string, StoredGroup>

/** The keys of a family's series (CheckedSeries.key). */
const keysOf = (page: StoredPage, family: number, limits: LiveLimits): Set<string> => {
  const text = familyText(page, family)
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

/** The live store in this process's memory. */
export const createLiveStore = ({ limits = defaultLiveLimits, ...sliceOptions }: { readonly limits?: LiveLimits } & TimeSliceOptions): LiveStore => {
  const devices = new Map<string, StoredDevice>()
  const ids = createSortedIds()
  const heads = createHeadTable()
  const shared = createLayoutTable()
  const readSamples = createSampleReader()
  /** Where a body's values end, while it is not yet certain that it is taken. */
  const ends = new Uint32Array(limits.refusedSeries)
  let seriesTotal = 0
  let textBytes = 0
  let contradictions = 0

  const remove = (deviceId: string, key: string): void => {
    const device = devices.get(deviceId)
    const group = device?.get(key)
    if (device === undefined || group === undefined) return
    seriesTotal -= seriesOf(group.page.layout)
    textBytes -= group.page.length
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
    seriesTotal += seriesOf(group.page.layout)
    textBytes += group.page.length
  }

  const surroundings = (device: StoredDevice | undefined, key: string): Surroundings => {
    const others = [...device ?? []].filter(([otherKey]) => otherKey !== key).map(([, { page }]) => page)
    const families = familiesByName(others)
    return {
      limits,
      heads,
      room: limits.seriesPerDevice - others.reduce((sum, { layout }) => sum + seriesOf(layout), 0),
      otherFamilies: others.flatMap(({ layout }) => layout.families),
      elsewhere: (name) => {
        const same = families.get(name)
        if (same === undefined) return undefined
        const [page, family] = same[0]!
        return { type: page.layout.families[family]!.type, keys: new Set(same.flatMap(([page, family]) => [...keysOf(page, family, limits)])) }
      }
    }
  }

  const living = (deviceId: string, nowMs: number): readonly StoredPage[] =>
    [...devices.get(deviceId)?.values() ?? []].filter(({ expiresAtMs }) => nowMs < expiresAtMs).map(({ page }) => page)

  function* livingDevices (identityOf: (deviceId: string) => IdentityLabels | undefined, nowMs: number): Generator<DevicePages> {
    for (const deviceId of ids.all()) {
      const identity = identityOf(deviceId)
      if (identity !== undefined) yield { identity, pages: living(deviceId, nowMs) }
    }
  }

  function* put ({ deviceId, key }: Group, body: Buffer, { expiresAtMs }: { readonly expiresAtMs: number }): Generator<undefined, Accepted> {
    const device = devices.get(deviceId)
    const last = device?.get(key)
    if (last?.isWhole === true && device?.size === 1 && matchValues(bytesOf(body), body.length, last.page, ends)) {
      textBytes += body.length - last.page.length
      renewPage(last.page, body, ends)
      last.expiresAtMs = expiresAtMs
      return { series: seriesOf(last.page.layout), leftOut: [] }
    }
    const page = yield* readPage(body, surroundings(device, key))
    add(deviceId, key, { page: storePage(body, shared(page.layout), page.ends), isWhole: page.leftOut.size === 0, expiresAtMs })
    return { series: page.series, leftOut: [...page.leftOut].map(([reason, count]) => ({ reason, count })) }
  }

  return {
    put: (group, body, options) => inOneGo(put(group, body, options)),
    putInSlices: (group, body, options) => inSlices(put(group, body, options), timeSlice(sliceOptions)),
    devicePage (deviceId, nowMs) {
      const pages = living(deviceId, nowMs)
      return pages.length === 0 ? undefined : printDevice(pages)
    },
    async* fleetPage (identityOf, nowMs) {
      let found = 0
      yield* printFleet(livingDevices(identityOf, nowMs), { slice: timeSlice(sliceOptions), onContradiction: () => { found++ } })
      contradictions = found
    },
    samples ({ deviceId, key }, names) {
      const page = devices.get(deviceId)?.get(key)?.page
      return page === undefined ? [] : readSamples(page, names)
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
