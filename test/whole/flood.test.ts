import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { beforeAll, expect, test } from 'vitest'
import { httpStandIn, type HttpStandIn } from '../../collector/test/alerts/stand-ins/http-stand-in.ts'
import { until } from '../../collector/test/until.ts'
import { untilAllEnd } from '../../collector/test/until-all-end.ts'
import { startAlertingStack, type AlertingStack } from './alerting-stack.ts'
import { describeWith } from './processes.ts'
import { alertmanagerProgram, prometheusProgram } from './real-peers.ts'

const [sites, devicesOfSite] = [38, 25]
const hour = 3_600_000
const siteName = (site: number): string => `site-${String(site).padStart(2, '0')}`
const shops = Array.from({ length: 20 }, (_, shop) => `shop-${String(shop).padStart(2, '0')}`)
const devices = [
  ...Array.from({ length: sites * devicesOfSite }, (_, index) => ({
    id: `pi-${String(index).padStart(4, '0')}`,
    site: siteName(Math.floor(index / devicesOfSite)),
    role: 'kiosk'
  })),
  ...shops.flatMap((site) => [1, 2].map((number) => ({ id: `${site}-${number}`, site, role: 'kiosk' })))
]

interface Message {
  readonly status: string
  readonly alerts: readonly { readonly status: string, readonly labels: Readonly<Record<string, string>> }[]
}

/** A busy machine takes its time for a thousand devices. */
const timeout = { withinMs: 240_000 }

/** A fleet of a thousand, of thirty-eight sites, and of twenty with two devices each; time is moved by what is recorded. */
describeWith(
  prometheusProgram,
  alertmanagerProgram,
  '/usr/bin/amtool'
)('a thousand devices, of nearly sixty sites, in the messages of the real Alertmanager', () => {
  const ended = untilAllEnd()
  let stack: AlertingStack
  let receiver: HttpStandIn

  const messages = (): readonly Message[] => receiver.requests.map(({ body }) => JSON.parse(body) as Message)
  const named = (name: string): readonly Message[] => messages().filter(({ alerts }) => alerts[0]?.labels['alertname'] === name)
  /** What each message since then is about. */
  const subjectsSince = (first: number): readonly string[] =>
    messages()
      .slice(first)
      .map(({ status, alerts }) => `${alerts[0]?.labels['alertname']} ${status}`)
  /** The same without the collector's own, whose scrape a busy machine may miss. */
  const subjectsOfDevicesSince = (first: number): readonly string[] =>
    subjectsSince(first).filter((subject) => !subject.startsWith('CollectorDown '))
  /** Which sites, by all messages until now, are silent. */
  const silentSites = (): readonly string[] => {
    const states = new Map(
      named('SiteSilent')
        .flatMap(({ alerts }) => alerts)
        .map(({ status, labels }) => [labels['site']!, status])
    )
    return [...states]
      .filter(([, status]) => status === 'firing')
      .map(([site]) => site)
      .sort()
  }
  /** What the last message about the collector says, which after a missed scrape is from before. */
  const isCollectorDown = (): boolean =>
    subjectsSince(0).findLast((subject) => subject.startsWith('CollectorDown ')) === 'CollectorDown firing'
  const untilSilent = async (expected: readonly string[]): Promise<unknown> =>
    until(`${expected.length} sites are said to be silent`, () => JSON.stringify(silentSites()) === JSON.stringify(expected), timeout)

  const lastNotifiedAt = async (): Promise<string | null> =>
    (
      (await stack.collector.admin('GET', '/api/receivers')) as {
        readonly receivers: readonly { readonly lastNotifiedAt: string | null }[]
      }
    ).receivers[0]!.lastNotifiedAt
  /** What the collector brought, but did not confirm to Alertmanager before it is killed, comes once more. */
  const untilConfirmed = async (before: string | null): Promise<unknown> =>
    until('a message is confirmed', async () => (await lastNotifiedAt()) !== before, timeout)

  beforeAll(async () => {
    receiver = await httpStandIn(() => ({}), ended)
    const nowMs = Date.now()
    const at = (hoursAgo: number): string => new Date(nowMs - hoursAgo * hour).toISOString()
    stack = await startAlertingStack({
      devices: devices.map((device) => ({ ...device, enrolledAt: at(48), lastSeenAt: at(device.site === siteName(7) ? 13 : 0) })),
      async addReceivers (collector) {
        await collector.admin('POST', '/api/receivers', {
          name: 'program',
          language: 'en',
          channel: { type: 'webhook', url: receiver.origin }
        })
      },
      // Long enough that each rule has been evaluated and what it holds back is held back, and that what Prometheus sends together, in
      // packets of 64, is one message here, as it is with our minutes.
      groupSeconds: { wait: 10, interval: 10 },
      // A thousand scrapes a second are more than a slow machine does.
      scrapeSeconds: 5,
      over: ended
    })
  })

  test('of which one site is silent, are one message', async () => {
    await untilSilent([siteName(7)])
    await untilConfirmed(null)
    expect(subjectsOfDevicesSince(0)).toEqual(['SiteSilent firing'])
  })

  test('that all run another agent than the server are one message more', async () => {
    const [before, startsAt] = [await lastNotifiedAt(), new Date().toISOString()]
    await stack.alertmanager.postAlerts(
      devices
        .filter(({ site }) => site !== siteName(7))
        .map(({ id, site, role }) => ({
          labels: { alertname: 'AgentOutdated', severity: 'warning', device: id, site, role },
          annotations: {},
          startsAt
        }))
    )
    await untilConfirmed(before)
    expect(subjectsOfDevicesSince(0)).toEqual(['SiteSilent firing', 'AgentOutdated firing'])
  })

  test('while the collector is down, are that one message; and all silent they are a few, which name every site and no device', async () => {
    const before = messages().length
    await stack.collector.stop('SIGKILL')
    await until('CollectorDown', isCollectorDown, timeout)
    expect(subjectsOfDevicesSince(before)).toEqual([])
    // When it is back, it knows that all were last seen thirteen hours ago.
    const database = new DatabaseSync(join(stack.directory, 'collector', 'mimamori.db'))
    database.prepare('UPDATE connections SET last_seen_ms = ?').run(Date.now() - 13 * hour)
    database.close()
    await stack.collector.start()
    await untilSilent([...Array.from({ length: sites }, (_, site) => siteName(site)), ...shops].toSorted())
    await until('the end of CollectorDown', () => !isCollectorDown(), timeout)
    const subjects = subjectsOfDevicesSince(before)
    expect(new Set(subjects)).toEqual(new Set(['SiteSilent firing']))
    expect(subjects.length, subjects.join(', ')).toBeLessThanOrEqual(3)
  })
})
