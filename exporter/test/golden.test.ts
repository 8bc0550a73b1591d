import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { collectAll } from '../src/collect.ts'
import { createCollectors } from '../src/collectors/index.ts'
import { renderFamilies } from '../src/text-format/index.ts'
import { hostRoots, wholeHosts } from './host-trees.ts'

/** Collectors that ask the machine that runs the test, and not the files of the host tree. */
const ofThisMachine = ['systemd', 'timex']

/** Families that say something of the moment of the test, or of the file system that the tree lies on. */
const ofThisMoment = /^node_(scrape_collector_duration_seconds|time_seconds|filesystem_(avail_bytes|device_error|files|files_free|free_bytes|readonly|size_bytes))$/

const expose = async (host: string): Promise<string> => {
  const collectors = createCollectors({
    roots: hostRoots(host),
    settings: { collectors: Object.fromEntries(ofThisMachine.map((name) => [name, false])) }
  })
  const families = await collectAll(collectors)
  return renderFamilies(families.filter(({ name }) => !ofThisMoment.test(name)).sort((a, b) => a.name < b.name ? -1 : 1))
}

/* The golden files are the exporter's public interface: a renamed metric shows here. To write them anew: MIMAMORI_TEST_UPDATE_GOLDEN=1. */
describe.each(wholeHosts)('on the host tree %s', (host) => {
  const file = new URL(`golden/${host}.prom`, import.meta.url)

  it('exposes what its golden file says', async () => {
    const page = await expose(host)
    if (process.env['MIMAMORI_TEST_UPDATE_GOLDEN'] === '1') writeFileSync(file, page)
    expect(page).toBe(readFileSync(file, 'utf8'))
  })

  it('exposes the same a second time', async () => {
    expect(await expose(host)).toBe(await expose(host))
  })
})
