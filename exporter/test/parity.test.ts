import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { collectAll } from '../src/collect.ts'
import { collectorEntries, createCollectors } from '../src/collectors/index.ts'
import { collectorFlags } from '../src/flags/collector-flags.ts'
import { parseFamilies, renderFamilies, type Family, type Sample } from '../src/text-format/index.ts'
import { gaugeBands, labelDifferences, onlyOne, valueDifferences } from './parity-rules.ts'

const peer = '/usr/bin/prometheus-node-exporter'
const isMissing = !existsSync(peer)
const roots = { proc: '/proc', sys: '/sys', rootfs: '', udevData: '/run/udev/data' }

const freePort = async (): Promise<number> => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo
    server.close(() => resolve(port))
  })
})

const untilAnswers = async (url: string): Promise<string> => {
  for (const deadline = Date.now() + 15_000; ;) {
    try {
      return await (await fetch(url)).text()
    } catch (error) {
      if (Date.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

const labelsKey = (family: string, { name = family, labels = {} }: Sample): string => {
  const free = labelDifferences.filter((difference) => difference.family === family).map(({ label }) => label)
  return `${name}{${Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(free.includes(label) ? '*' : value)}`).sort().join(',')}}`
}

const samplesByLabels = (family: Family): Map<string, Sample> => new Map(family.samples.map((sample) => [labelsKey(family.name, sample), sample]))

const mayDiffer = (family: string, { labels = {} }: Sample): boolean =>
  valueDifferences.some((difference) => difference.family === family && Object.entries(difference.labels).every(([label, value]) => labels[label] === value))

/** Whether theirs, scraped between our two, is explained by the time that passed. */
const isExplained = ({ name }: Family, before: number, theirs: number, after: number): boolean => {
  const band = gaugeBands.find(({ family }) => family.test(name))?.band ?? 0
  // A double's last digits: ours are divided, theirs multiplied.
  const slack = band + Math.abs(theirs) * 1e-9
  return theirs >= Math.min(before, after) - slack && theirs <= Math.max(before, after) + slack
}

describe.skipIf(isMissing && process.env['CI'] === undefined)("beside Debian's node_exporter", () => {
  let child: ChildProcess
  const scrapes: { before: Family[], theirs: Family[], after: Family[] } = { before: [], theirs: [], after: [] }
  let shared: string[] = []

  beforeAll(async () => {
    if (isMissing) throw new Error(`${peer} is missing: apt-get install --no-install-recommends prometheus-node-exporter`)
    const help = execFileSync(peer, ['--help'], { encoding: 'utf8' })
    shared = collectorEntries.map(({ name }) => name).filter((name) => new RegExp(`--(?:\\[no-\\])?collector\\.${name}\\s`).test(help))
    const port = await freePort()
    // Debian's patterns differ from those of node_exporter itself, which are ours.
    const patterns = Object.entries(collectorFlags).filter(([name, { kind, default: initial }]) => kind === 'pattern' && initial !== undefined && help.includes(`--${name}=`))
    child = spawn(peer, [`--web.listen-address=127.0.0.1:${port}`, '--collector.disable-defaults', '--collector.cpu.info',
      ...shared.map((name) => `--collector.${name}`), ...patterns.map(([name, flag]) => `--${name}=${String(flag.default)}`)], { stdio: 'ignore' })
    const ours = createCollectors({ roots, settings: { profile: 'none', collectors: Object.fromEntries(shared.map((name) => [name, true])) } })
    const collect = async (): Promise<Family[]> => parseFamilies(renderFamilies(await collectAll(ours)))
    const url = `http://127.0.0.1:${port}/metrics`
    await untilAnswers(url)
    scrapes.before = await collect()
    scrapes.theirs = parseFamilies(await untilAnswers(url))
    scrapes.after = await collect()
  })

  afterAll(() => { child?.kill() })

  const comparable = (families: readonly Family[]): Map<string, Family> =>
    new Map(families.filter(({ name }) => !onlyOne.some(({ family }) => family.test(name))).map((family) => [family.name, family]))

  it('compares most of what we collect', () => {
    expect(shared.length).toBeGreaterThanOrEqual(17)
    expect(comparable(scrapes.theirs).size).toBeGreaterThan(150)
  })

  it('shows the same families', () => {
    expect([...comparable(scrapes.before).keys()].sort()).toEqual([...comparable(scrapes.theirs).keys()].sort())
  })

  it('gives them the same types and helps', () => {
    const describeAll = (families: readonly Family[]) => [...comparable(families).values()].map(({ name, type, help }) => ({ name, type, help })).sort((a, b) => a.name < b.name ? -1 : 1)
    expect(describeAll(scrapes.before)).toEqual(describeAll(scrapes.theirs))
  })

  it('gives them the same label sets', () => {
    const labelSets = (families: readonly Family[]) => Object.fromEntries([...comparable(families).values()].map((family) => [family.name, [...samplesByLabels(family).keys()].sort()]))
    expect(labelSets(scrapes.before)).toEqual(labelSets(scrapes.theirs))
  })

  it('gives them the same values, within what time explains', () => {
    const [before, after] = [comparable(scrapes.before), comparable(scrapes.after)]
    const unexplained: string[] = []
    for (const family of comparable(scrapes.theirs).values()) {
      for (const [key, sample] of samplesByLabels(family)) {
        const first = samplesByLabels(before.get(family.name)!).get(key)
        const last = samplesByLabels(after.get(family.name)!).get(key)
        if (first === undefined || last === undefined) unexplained.push(`${key} is missing`)
        else if (!mayDiffer(family.name, sample) && !isExplained(family, first.value, sample.value, last.value)) {
          unexplained.push(`${key}: theirs ${sample.value} is not between ours ${first.value} and ${last.value}`)
        }
      }
    }
    expect(unexplained).toEqual([])
  })

  it('never lets a counter fall', () => {
    const after = comparable(scrapes.after)
    const fallen = [...comparable(scrapes.before).values()].filter(({ type }) => type === 'counter').flatMap((family) =>
      [...samplesByLabels(family)].filter(([key, { value }]) => samplesByLabels(after.get(family.name)!).get(key)!.value < value).map(([key]) => key))
    expect(fallen).toEqual([])
  })
})
