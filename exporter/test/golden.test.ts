import { readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { collectAll } from '../src/collect.ts'
import { createCollectors } from '../src/create-collectors.ts'
import { parseThrottled } from '../src/parse/throttled.ts'
import { parseTimex } from '../src/parse/timex.ts'
import type { CollectorOptions } from '../src/collectors/index.ts'
import { renderFamilies } from '../src/text-format/index.ts'
import { hostRoots, wholeHosts } from './host-trees.ts'

/** Families that say something of the moment of the test, or of the file system that the tree lies on: their values are written as 0. */
const ofThisMoment =
  /^(node_(scrape_collector_duration_seconds|time_seconds|filesystem_(avail_bytes|files|files_free|free_bytes|size_bytes))|mimamori_(clock_last_synchronised_timestamp_seconds|watched_http_duration_seconds))$/

const fixture = (path: string): string => fileURLToPath(new URL(`fixtures/${path}`, import.meta.url))

let service: Server
beforeAll(async () => {
  service = createServer((_, response) => response.end('ok'))
  await new Promise<void>((resolve) => { service.listen(0, '127.0.0.1', resolve) })
})
afterAll(() => { service.close() })

/** What the files of a host tree cannot answer is answered by programs among the fixtures, and by a service of ours. */
const optionsOf = (host: string): CollectorOptions => {
  const systemctl = fixture('systemctl/systemctl')
  return {
    systemd: { program: systemctl, hasRestarts: true, hasStartTimes: true, hasTasks: true },
    throttling: {
      command: { name: 'vcgencmd', argv: [fixture(`${host}/bin/vcgencmd`), 'get_throttled'], timeoutMs: 5000, parse: parseThrottled }
    },
    timex: {
      command: {
        name: 'adjtimex',
        argv: ['echo', '0 1500 6553600 16000 500 8193 7 1 32768000 1 2 10000 0 0 0 0 0 0 0 0 37'],
        timeoutMs: 5000,
        parse: parseTimex
      }
    },
    watched_http: { targets: [`signage=http://127.0.0.1:${(service.address() as AddressInfo).port}/`] },
    watched_process: { processes: ['browser=chromium.*--kiosk'] },
    watched_unit: { program: systemctl, units: ['kiosk.service', 'screen.service', 'flappy.service', 'missing.service', 'ssh.socket'] }
  }
}

const expose = async (host: string): Promise<string> => {
  const collectors = createCollectors({ roots: hostRoots(host), settings: { collectors: { systemd: true }, options: optionsOf(host) } })
  const families = (await collectAll(collectors)).map((family) => ofThisMoment.test(family.name)
    ? { ...family, samples: family.samples.map((sample) => ({ ...sample, value: 0 })) }
    : family)
  return renderFamilies(families.sort((a, b) => a.name < b.name ? -1 : 1))
}

/* The golden files are the exporter's public interface: a renamed metric shows here. To regenerate them: MIMAMORI_TEST_UPDATE_GOLDEN=1. */
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
