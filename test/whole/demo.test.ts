import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DeviceDetails, RunDetails } from '@mimamori/contract'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { until } from '../../collector/test/until.ts'
import { demoText } from '../../scripts/demo/text.ts'
import { freePort } from '../../collector/test/free-port.ts'
import type { StoryName } from '../simulator/story.ts'
import { isAlive } from './processes.ts'
import { alertmanagerProgram, prometheusProgram } from './real-peers.ts'
import { childrenOf, loginLink, runStart, type StartProcess } from './start-process.ts'

let dataDirectory: string
let port: number
let demo: StartProcess

const startWith = async (env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<void> => {
  port = await freePort()
  demo = runStart({ dataDirectory, port, env, program: ['scripts/demo.ts', ...args] })
}
const start = (...args: readonly string[]): Promise<void> => startWith({ MIMAMORI_ALERTS: 'no' }, ...args)
const hasAlerting = [prometheusProgram, alertmanagerProgram].every((program) => existsSync(program)) || process.env['CI'] !== undefined
beforeEach(() => { dataDirectory = temporaryDirectory() })
afterEach(async () => {
  demo.kill('SIGTERM')
  await demo.exited
})

interface Client {
  readonly clientId: string
  readonly freshness: string
  readonly memoryUsage: number | null
  readonly clockSkewSeconds: number | null
  readonly reason: { readonly code: string } | null
  readonly warnings: readonly { readonly code: string }[]
  readonly releases: Readonly<Record<string, string>>
  readonly lastUpdate: { readonly outcome: string, readonly fromRevision: string, readonly toRevision: string | null } | null
}

/** The printed link, opened as a browser does. Gives a function that asks the API with the session of that browser. */
const logInTo = async (): Promise<(path: string) => Promise<unknown>> => {
  const link = await loginLink(demo)
  const { origin, hash } = new URL(link)
  const login = await fetch(`${origin}/api/login`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ code: hash.slice(1) })
  })
  const [cookie] = login.headers.getSetCookie().map((each) => each.split(';')[0]!)
  return async (path) => await (await fetch(origin + path, { headers: { cookie: cookie! } })).json()
}
const logIn = async (): Promise<() => Promise<readonly Client[]>> => {
  const ask = await logInTo()
  return async () => (await ask('/api/clients/status') as { clients: Client[] }).clients
}

/** The id of the device of which the demonstration says that this is its story. */
const deviceOf = (story: StoryName): string => {
  const line = demo.output().split('\n').find((each) => each.endsWith(demoText('en').plots[story]))
  return /^ {2}(\S+) \(/.exec(line ?? '')?.[1] ?? `no device is ${story}`
}

const warns = (code: string) => ({ warnings }: Client): boolean => warnings.some((warning) => warning.code === code)

/** What shows within a minute or so; that one comes and goes takes minutes to be seen. */
const signs: readonly (readonly [StoryName, (client: Client) => boolean])[] = [
  ['silent', ({ freshness }) => freshness === 'silent'],
  ['late', ({ freshness }) => freshness === 'late'],
  ['switched off', ({ reason }) => reason?.code === 'goodbye_poweroff'],
  ['hot', warns('hot')],
  ['disk full', warns('disk_full')],
  ['wrong clock', ({ clockSkewSeconds }) => clockSkewSeconds !== null && clockSkewSeconds < -25 * 3600]
]

describe('npm run demo', () => {
  test('shows a small fleet with its stories, and Ctrl-C, which arrives twice, leaves nothing behind', async () => {
    await startWith(hasAlerting ? {} : { MIMAMORI_ALERTS: 'no' }, '--devices', '8')
    const ask = await logInTo()
    const clients = async () => (await ask('/api/clients/status') as { clients: readonly Client[] }).clients
    expect(await clients()).toHaveLength(8)
    for (const [story, isSeen] of signs) {
      const id = deviceOf(story)
      await until(
        `${id} is seen as the device that is ${story}`,
        async () => (await clients()).find((client) => client.clientId === id && isSeen(client)),
        { withinMs: 120_000 }
      )
    }
    expect(await clients()).toContainEqual(expect.objectContaining({ clientId: deviceOf('comes and goes') }))
    const children = [...childrenOf(demo.pid).keys()]
    expect(children).toHaveLength(hasAlerting ? 3 : 1)
    if (hasAlerting) {
      expect(((await ask('/api/receivers')) as { receivers: readonly { name: string }[] }).receivers.map(({ name }) => name)).toEqual([
        'maintenance',
        'on-call'
      ])
      await until(
        'an alert by Prometheus in Alertmanager, as the collector sees',
        async () => ((await ask('/readyz')) as { notificationProblem: string | null }).notificationProblem === null,
        { withinMs: 240_000 }
      )
    }
    demo.kill('SIGINT')
    demo.kill('SIGINT')
    expect(await demo.exited).toBe(0)
    expect(children.filter(isAlive)).toEqual([])
    expect([demo.output().trimEnd().split('\n').at(-1), demo.errors()]).toEqual(['stopped', ''])
  })

  test('shows an update in which a device failed and another could not be reached, and what each device runs since then', async () => {
    await start('--devices', '8')
    const ask = await logInTo()
    const {
      runs: [run]
    } = (await ask('/api/updates')) as {
      runs: { run: string, startedAt: string, outcome: string, message: string, counts: Record<string, number> }[]
    }
    expect(run).toMatchObject({
      outcome: 'failed',
      message: '1 failed, 1 unreachable',
      counts: { total: 8, updated: 6, failed: 1, unreachable: 1 }
    })
    const { clients } = await ask('/api/clients/status') as { clients: Client[] }
    const reporting = clients.filter(({ releases }) => Object.keys(releases).length > 0)
    expect(reporting.length).toBeGreaterThanOrEqual(5)
    const { fromRevision: before, toRevision: after } = clients.find(({ lastUpdate }) => lastUpdate?.outcome === 'updated')!.lastUpdate!
    for (const { clientId, releases, lastUpdate } of reporting) {
      expect(Object.values(releases), clientId).toEqual([lastUpdate?.outcome === 'updated' ? after : before])
    }
    const full = reporting.find(({ clientId }) => clientId === deviceOf('disk full'))
    expect(full).toMatchObject({ lastUpdate: { outcome: 'failed', toRevision: null } })
    const { hosts } = await ask(`/api/updates/${run!.run}`) as RunDetails
    const { measures: { diskAvailableBytes } } = await ask(`/admin/data/devices/${full!.clientId}`) as DeviceDetails
    expect(hosts.find(({ host }) => host === full!.clientId)?.message).toMatch(
      new RegExp(`^${Math.floor(diskAvailableBytes! / 1e6)} MB of disk are free`)
    )
    const registered = (await ask('/api/clients') as { clients: { id: string, state: string, stateSince: string }[] }).clients
    for (const { id, state, stateSince } of registered) {
      expect({ state, isOlder: Date.parse(stateSince) < Date.parse(run!.startedAt) }, id).toEqual({ state: 'active', isOlder: true })
    }
    await until(
      'the hours before the start, in its charts',
      async () =>
        ((await ask(`/api/clients/${full!.clientId}/history`)) as { series: { diskUsage: unknown[] } }).series.diskUsage.length > 200
          ? true
          : undefined,
      { withinMs: 120_000 }
    )
  })

  test('says all that is wrong with its command line, and exits with 2', async () => {
    await startWith({ MIMAMORI_ALERTS: 'No' }, '--devices', 'many', '--listen', '0.0.0.0:8080', '--lisen')
    expect(await demo.exited).toBe(2)
    expect(demo.errors()).toMatch(
      /^mimamori: unknown option --lisen; did you mean --listen\?\n--devices: expected a number from 1 to 5000, got "many"\n--listen .*, got "0\.0\.0\.0:8080"\nMIMAMORI_ALERTS: expected yes or no, got "No"\nUsage: npm run demo -- .*\n$/
    )
    expect(demo.output()).toBe('')
  })

  test('opens when all that are on have reported', async () => {
    await start('--devices', '100')
    const clients = await (await logIn())()
    const online = clients.filter(({ freshness, reason }) => freshness === 'fresh' && reason === null)
    expect(online.length).toBeGreaterThanOrEqual(90)
    expect(online.filter(({ memoryUsage }) => memoryUsage === null)).toEqual([])
  })

  test('--help says what it takes, and starts nothing', async () => {
    await start('--help')
    expect(await demo.exited).toBe(0)
    expect([demo.output(), demo.errors()]).toEqual([`${demoText('en').help(5000)}\n`, ''])
  })

  test('names an address that is taken, and leaves the demonstration that runs there alone', async () => {
    await start('--devices', '1')
    const clients = await logIn()
    const second = runStart({ dataDirectory, port, env: { MIMAMORI_ALERTS: 'no' }, program: ['scripts/demo.ts'] })
    expect(await second.exited).toBe(2)
    expect(second.errors()).toContain(`127.0.0.1:${port} is already in use`)
    expect(await clients()).toHaveLength(1)
  })

  test('leaves the data of another alone that runs at another port', async () => {
    await start('--devices', '1')
    const clients = await logIn()
    const file = join(dataDirectory, 'demo', `127.0.0.1-${port}`, 'mimamori.db')
    const { ino } = statSync(file)
    const second = runStart({
      dataDirectory,
      port,
      env: { MIMAMORI_ALERTS: 'no' },
      program: ['scripts/demo.ts', '--devices', '2', '--listen', `127.0.0.1:${await freePort()}`]
    })
    try {
      await until('the link of the second', () => /\/admin\/login#/.exec(second.output()) ?? undefined)
      expect(statSync(file).ino).toBe(ino)
      expect(await clients()).toHaveLength(1)
    } finally {
      second.kill('SIGTERM')
      await second.exited
    }
  })
})
