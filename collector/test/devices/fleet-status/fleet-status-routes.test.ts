import { beforeAll, describe, expect, it } from 'vitest'
import { deviceStatus, fleetStatus, type DeviceStatus, type FleetStatus } from '@mimamori/contract'
import { collectorInTest, type CollectorInTest } from '../../collector-in-test.ts'
import { untilAllEnd } from '../../until-all-end.ts'

let collector: CollectorInTest
const ended = untilAllEnd()
beforeAll(async () => {
  collector = await collectorInTest({ until: ended })
  for (const [id, site, role] of [
    ['pi-5', 'north', 'kiosk'],
    ['pi-1', 'north', 'kiosk'],
    ['pi-3', 'south', 'kiosk'],
    ['pi-2', 'north', 'camera'],
    ['pi-4', '', 'kiosk']
  ] as const) {
    const key = await collector.enroll({ id, site, role })
    if (id !== 'pi-1' && id !== 'pi-3') continue
    const status = {
      clientId: id,
      hostname: id,
      ipAddress: '192.0.2.1',
      cpuUsage: 1,
      memoryUsage: 2,
      diskUsage: 3,
      logs: [{ message: 'hello' }]
    }
    expect(
      (await collector.app.inject({ method: 'POST', url: '/api/clients/status', headers: { 'x-client-key': key }, payload: status }))
        .statusCode
    ).toBe(200)
  }
})

const ask = async (query: string): Promise<FleetStatus> =>
  fleetStatus.strict().parse((await collector.asAdmin({ url: `/api/clients/status${query}` })).json())
const ids = ({ clients }: FleetStatus): readonly string[] => clients.map(({ clientId }) => clientId)

describe('GET /api/clients/status', () => {
  it('gives the whole fleet in the order of ids, where nothing is asked for', async () => {
    const whole = await ask('')
    expect(ids(whole)).toEqual(['pi-1', 'pi-2', 'pi-3', 'pi-4', 'pi-5'])
    expect(whole.nextCursor).toBeUndefined()
  })

  it.each([
    ['?site=north', ['pi-1', 'pi-2', 'pi-5']],
    ['?site=', ['pi-4']],
    ['?role=camera', ['pi-2']],
    ['?freshness=fresh', ['pi-1', 'pi-3']],
    ['?site=north&role=kiosk', ['pi-1', 'pi-5']],
    ['?site=north&freshness=fresh', ['pi-1']],
    ['?site=nowhere', []]
  ])('gives of %s only %j', async (query, expected) => {
    expect(ids(await ask(query))).toEqual(expected)
  })

  it.each([
    ['', [['pi-1', 'pi-2'], ['pi-3', 'pi-4'], ['pi-5']]],
    [
      '&role=kiosk',
      [
        ['pi-1', 'pi-3'],
        ['pi-4', 'pi-5']
      ]
    ]
  ])('gives page by page what is asked for (%s), and a cursor only while more follow', async (filter, expected) => {
    const pages: (readonly string[])[] = []
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const page: FleetStatus = await ask(`?limit=2${filter}${cursor && `&cursor=${cursor}`}`)
      pages.push(ids(page))
      cursor = page.nextCursor
    }
    expect(pages).toEqual(expected)
  })

  it.each([
    '?freshness=dead',
    '?limit=0',
    '?limit=many',
    '?cursor=-',
    '?cursor=pi-9',
    '?site=a&site=b',
    '?lang=fr',
    '?timeZone=Asia/Osaka',
    '?timeZone=%2B09:00'
  ])('refuses %s', async (query) => {
    const answer = await collector.asAdmin({ url: `/api/clients/status${query}` })
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([400, 'VALIDATION_FAILED'])
  })

  it.each([
    ['?limit=many', 'expected a number, got "many"'],
    ['?limit=0', 'expected a number of at least 1, got 0'],
    ['?limit=1.5', 'expected a whole number, got 1.5'],
    ['?limit=2&cursor=pi-9', 'expected the nextCursor of an answer; no such device is enrolled']
  ])('says of %s what was expected, and what came', async (query, message) => {
    const { issues } = (await collector.asAdmin({ url: `/api/clients/status${query}` })).json<{ issues: readonly { message: string }[] }>()
    expect(issues.map((issue) => issue.message)).toEqual([message])
  })
})

describe('GET /api/clients/:id/status', () => {
  it('gives the device as the list has it, with its newest log lines', async () => {
    const answer = await collector.asAdmin({ url: '/api/clients/pi-1/status?lang=ja' })
    const { client } = deviceStatus.strict().parse(answer.json<DeviceStatus>())
    expect(client).toEqual((await ask('?limit=1&lang=ja')).clients[0])
    expect(client.latestLogs).toMatchObject([{ message: 'hello' }])
  })

  it('says so where no such device is enrolled', async () => {
    const answer = await collector.asAdmin({ url: '/api/clients/pi-9/status' })
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([404, 'CLIENT_DEVICE_NOT_FOUND'])
  })
})
