import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { collectAll } from '../src/collect.ts'
import { createCollectors } from '../src/create-collectors.ts'
import { parseFamilies, renderFamilies, type Family, type Sample } from '../src/text-format/index.ts'
import { headsOf, samplesOf } from './exposition-shape.ts'
import { isSkipped, nodeFamilies, sharedCollectors, startNodeExporter, type NodeExporter } from './node-exporter.ts'
import { bands, freeLabels, mayDiffer } from './parity-rules.ts'

const roots = { proc: '/proc', sys: '/sys', rootfs: '', udevData: '/run/udev/data' }

const series = (family: Family): Map<string, Sample> => samplesOf(family, freeLabels(family.name))

/** Whether theirs, scraped between our two, is explained by the time that passed. */
const isExplained = ({ name }: Family, before: number, theirs: number, after: number): boolean => {
  const band = bands.find(({ family }) => family.test(name))?.band ?? 0
  // A double's last digits: ours are divided, theirs multiplied.
  const slack = band + Math.abs(theirs) * 1e-9
  return theirs >= Math.min(before, after) - slack && theirs <= Math.max(before, after) + slack
}

describe.skipIf(isSkipped)("on this machine, beside Debian's node_exporter", () => {
  let peer: NodeExporter
  let shared: string[] = []
  let before: Family[] = []
  let theirs: Family[] = []
  let after: Family[] = []

  beforeAll(async () => {
    shared = sharedCollectors()
    const ours = createCollectors({
      roots,
      settings: { profile: 'none', collectors: Object.fromEntries(shared.map((name) => [name, true])) }
    })
    const collect = async (): Promise<Family[]> => parseFamilies(renderFamilies(await collectAll(ours)))
    peer = await startNodeExporter(shared)
    before = await collect()
    theirs = nodeFamilies(await peer.scrape())
    after = await collect()
  })

  afterAll(() => { peer?.stop() })

  const named = (families: readonly Family[], name: string): Family => families.find((family) => family.name === name)!

  it('compares most of what we collect', () => {
    expect(shared.length).toBeGreaterThanOrEqual(25)
    expect(theirs.length).toBeGreaterThan(200)
  })

  it('shows the same families, with the same types and helps', () => {
    expect(headsOf(before)).toEqual(headsOf(theirs))
  })

  it('gives them the same label sets', () => {
    const labelSets = (families: readonly Family[]) =>
      Object.fromEntries(families.map((family) => [family.name, [...series(family).keys()].sort()]))
    expect(labelSets(before)).toEqual(labelSets(theirs))
  })

  it('gives them the same values, within what time explains', () => {
    const unexplained = theirs.flatMap((family) => [...series(family)].flatMap(([key, sample]) => {
      const first = series(named(before, family.name)).get(key)!.value
      const last = series(named(after, family.name)).get(key)!.value
      return mayDiffer(family.name, sample) || isExplained(family, first, sample.value, last)
        ? []
        : [`${key}: theirs, ${sample.value}, is not between ours, ${first} and ${last}`]
    }))
    expect(unexplained).toEqual([])
  })

  it('never lets a counter fall', () => {
    const fallen = before.filter(({ type }) => type === 'counter').flatMap((family) =>
      [...series(family)].filter(([key, { value }]) => series(named(after, family.name)).get(key)!.value < value).map(([key]) => key))
    expect(fallen).toEqual([])
  })
})
