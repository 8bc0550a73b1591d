import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { AuditList, EnrollmentToken } from '@mimamori/contract'
import { shellSetting } from '@mimamori/program/shell-setting'
import { clockInTest, collectorInTest, type CollectorInTest } from '../collector-in-test.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { until } from '../until.ts'

const minute = 60_000

const arrange = async ({
  directory,
  agentDirectory = temporaryDirectory()
}: { readonly directory?: string, readonly agentDirectory?: string } = {}) => {
  const clock = clockInTest(Date.parse('2026-11-25T09:00:00Z'))
  const collector = await collectorInTest({
    clock,
    env: { MIMAMORI_AGENT_DIR: agentDirectory },
    ...(directory !== undefined && { directory })
  })
  const { app, asAdmin } = collector
  const withToken = (method: 'GET' | 'POST', token: string) =>
    app.inject({ method, url: '/api/enrollment', headers: { authorization: `Bearer ${token}` } })
  return {
    ...collector,
    clock,
    createToken: async (id: string) => asAdmin({ method: 'POST', url: `/api/clients/${id}/enrollment-token` }),
    tokenOf: async (id: string): Promise<string> =>
      (await asAdmin({ method: 'POST', url: `/api/clients/${id}/enrollment-token` })).json<EnrollmentToken>().token,
    exchange: (token: string) => withToken('POST', token),
    lookUp: (token: string) => withToken('GET', token),
    keyFor: async (token: string): Promise<string> => (await withToken('POST', token)).json<{ key: string }>().key
  }
}

/** What a report with this key is answered. */
const reportBy = async ({ app }: Pick<CollectorInTest, 'app'>, id: string, key: string): Promise<number> => (await app.inject({
  method: 'POST',
  url: '/api/clients/status',
  headers: { 'x-client-key': key },
  body: { clientId: id, hostname: id, ipAddress: '192.168.10.33', cpuUsage: 1, memoryUsage: 2, diskUsage: 3 }
})).statusCode

/** Waits for the end of the older keys, which no answer waits for. */
const untilEnded = (collector: Pick<CollectorInTest, 'app'>, id: string, key: string) =>
  until('the older key is refused', async () => (await reportBy(collector, id, key)) === 401)

describe('an enrollment token', () => {
  test('gives the device its key, and the first report with it ends the token and the keys before it', async () => {
    const here = await arrange()
    const old = await here.enroll({ id: 'pi-1' })
    const answer = await here.createToken('pi-1')
    expect([answer.statusCode, answer.json()]).toMatchObject([
      201,
      {
        id: 'pi-1',
        token: expect.stringMatching(/^mme_[\w-]{43}$/) as string,
        expiresAt: '2026-11-25T09:30:00.000Z',
        command: null,
        obstacles: { codes: ['loopback', 'http', 'agent'] }
      }
    ])
    const { token } = answer.json<EnrollmentToken>()
    expect((await here.lookUp(token)).json()).toMatchObject({ id: 'pi-1' })
    const key = await here.keyFor(token)
    // The card before reports until the new one does.
    expect(await reportBy(here, 'pi-1', old)).toBe(200)
    expect(await reportBy(here, 'pi-1', key)).toBe(200)
    await untilEnded(here, 'pi-1', old)
    expect(await reportBy(here, 'pi-1', key)).toBe(200)
    for (const refused of [await here.exchange(token), await here.lookUp(token)]) {
      expect([refused.statusCode, refused.json()]).toMatchObject([401, { code: 'ENROLLMENT_TOKEN_INVALID' }])
    }
  })

  test('is exchanged again where the answer was lost, until a key has been used', async () => {
    const here = await arrange()
    const old = await here.enroll({ id: 'pi-1' })
    const token = await here.tokenOf('pi-1')
    const lost = await here.keyFor(token)
    const key = await here.keyFor(token)
    expect(await reportBy(here, 'pi-1', lost)).toBe(401)
    expect(await reportBy(here, 'pi-1', old)).toBe(200)
    expect(await reportBy(here, 'pi-1', key)).toBe(200)
    await untilEnded(here, 'pi-1', old)
    expect((await here.exchange(token)).statusCode).toBe(401)
  })

  test('is not exchanged again while the first use of its key is being recorded: that key stays', async () => {
    const here = await arrange()
    await here.enroll({ id: 'pi-1' })
    const token = await here.tokenOf('pi-1')
    const key = await here.keyFor(token)
    const [reported, again] = await Promise.all([reportBy(here, 'pi-1', key), here.exchange(token)])
    expect([reported, again.statusCode]).toEqual([200, 401])
    expect(await reportBy(here, 'pi-1', key)).toBe(200)
  })

  test('leaves the card before its key while the installer only asks whether the new one is valid', async () => {
    const here = await arrange()
    const old = await here.enroll({ id: 'pi-1' })
    const key = await here.keyFor(await here.tokenOf('pi-1'))
    const show = (shown: string) =>
      here.app.inject({ method: 'POST', url: '/api/clients/status', headers: { 'x-client-key': shown, 'mimamori-client-id': '-' } })
    expect([(await show(key)).json(), (await show('mmk_other')).json()]).toMatchObject([
      { code: 'CLIENT_ID_MISMATCH' },
      { code: 'CLIENT_KEY_INVALID' }
    ])
    // A change that comes after those of the registry that were waiting.
    await here.enroll({ id: 'pi-2' })
    expect(await reportBy(here, 'pi-1', old)).toBe(200)

    await here.asAdmin({ method: 'POST', url: '/api/clients/pi-1/retire' })
    expect((await show(key)).json()).toMatchObject({ code: 'CLIENT_RETIRED' })
  })

  test('gives no more keys than answers can be lost', async () => {
    const here = await arrange()
    await here.enroll({ id: 'pi-1' })
    const token = await here.tokenOf('pi-1')
    for (let count = 0; count < 20; count++) expect((await here.exchange(token)).statusCode).toBe(200)
    expect((await here.exchange(token)).statusCode).toBe(401)
  })

  test('leaves its key, and what the key ends, to a collector that starts again', async () => {
    const directory = temporaryDirectory()
    const before = await arrange({ directory })
    const old = await before.enroll({ id: 'pi-1' })
    before.clock.advance(minute)
    const token = await before.tokenOf('pi-1')
    const key = await before.keyFor(token)
    await before.close()
    const after = await arrange({ directory })
    expect((await after.exchange(token)).statusCode).toBe(401)
    expect(await reportBy(after, 'pi-1', old)).toBe(200)
    expect(await reportBy(after, 'pi-1', key)).toBe(200)
    await untilEnded(after, 'pi-1', old)
    await after.close()
    const again = await arrange({ directory })
    expect([await reportBy(again, 'pi-1', old), await reportBy(again, 'pi-1', key)]).toEqual([401, 200])
  })

  test.each<[string, (here: Awaited<ReturnType<typeof arrange>>) => Promise<unknown>]>([
    ['half an hour later', async ({ clock }) => { clock.advance(30 * minute) }],
    ['when another one is made', ({ tokenOf }) => tokenOf('pi-1')],
    ['when the device is deleted', ({ asAdmin }) => asAdmin({ method: 'DELETE', url: '/api/clients/pi-1' })],
    ['by hand', ({ asAdmin }) => asAdmin({ method: 'DELETE', url: '/api/clients/pi-1/enrollment-token' })]
  ])('ends %s', async (_when, end) => {
    const here = await arrange()
    await here.enroll({ id: 'pi-1' })
    const token = await here.tokenOf('pi-1')
    here.clock.advance(30 * minute - 1)
    expect((await here.lookUp(token)).statusCode).toBe(200)
    await end(here)
    expect((await here.exchange(token)).statusCode).toBe(401)
  })

  test.each([
    ['retire', 'retired'],
    ['revoke', 'revoked']
  ])(
    'says by %s that its device is out of use, also where it was used, and stays worth nothing when the device is brought back',
    async (verb, state) => {
      const here = await arrange()
      const tokens = await Promise.all(
        ['pi-1', 'pi-2'].map(async (id) => {
          await here.enroll({ id })
          const token = await here.tokenOf(id)
          return { id, token, key: await here.keyFor(token) }
        })
      )
      expect(await reportBy(here, 'pi-1', tokens[0]!.key)).toBe(200)
      await until('one is used', async () => (await here.lookUp(tokens[0]!.token)).statusCode === 401)
      expect((await here.asAdmin({ method: 'DELETE', url: '/api/clients/pi-1/enrollment-token' })).statusCode).toBe(404)
      for (const { id, token } of tokens) {
        await here.asAdmin({ method: 'POST', url: `/api/clients/${id}/${verb}` })
        const message = `${id} is ${state} and cannot be enrolled anew; rotate its key to bring it back`
        for (const refused of [await here.lookUp(token), await here.exchange(token)]) {
          expect([refused.statusCode, refused.json()]).toMatchObject([409, { code: 'STATE_CONFLICT', message }])
        }
        await here.asAdmin({ method: 'POST', url: `/api/clients/${id}/rotate` })
        for (const refused of [await here.lookUp(token), await here.exchange(token)]) expect(refused.statusCode).toBe(401)
      }
    }
  )

  test('ends with a rotation once it was exchanged, and its unused key with it: the key in use stays', async () => {
    const here = await arrange()
    const old = await here.enroll({ id: 'pi-1' })
    const token = await here.tokenOf('pi-1')
    const unused = await here.keyFor(token)
    const { key } = (await here.asAdmin({ method: 'POST', url: '/api/clients/pi-1/rotate' })).json<{ key: string }>()
    expect([await reportBy(here, 'pi-1', unused), await reportBy(here, 'pi-1', old), await reportBy(here, 'pi-1', key)]).toEqual([
      401, 200, 200
    ])
    expect((await here.exchange(token)).statusCode).toBe(401)
  })

  test('is made by administrators alone, for devices in use, and stands in no log', async () => {
    const here = await arrange()
    await here.enroll({ id: 'pi-1' })
    const url = '/api/clients/pi-1/enrollment-token'
    const viewer = await here.deps.access.createToken({ name: 'office', role: 'viewer' })
    for (const method of ['POST', 'DELETE'] as const) {
      expect((await here.app.inject({ method, url, headers: { authorization: `Bearer ${viewer}` } })).json()).toMatchObject({
        code: 'ROLE_REQUIRED'
      })
    }
    const { code } = here.deps.access.createLoginCode({ name: 'admin', role: 'admin' })
    const login = await here.app.inject({
      method: 'POST',
      url: '/api/login',
      headers: { host: '192.168.10.2:8080', origin: 'http://192.168.10.2:8080' },
      body: { code }
    })
    const cookie = String(login.headers['set-cookie']).split(';')[0]!
    expect(
      (
        await here.app.inject({ method: 'POST', url, headers: { cookie, host: '192.168.10.2:8080', origin: 'http://192.168.10.2:3000' } })
      ).json()
    ).toMatchObject({ code: 'ORIGIN_REFUSED' })
    expect((await here.createToken('pi-nobody')).json()).toMatchObject({ code: 'CLIENT_DEVICE_NOT_FOUND' })
    expect((await here.asAdmin({ method: 'DELETE', url })).json()).toMatchObject({ code: 'ENROLLMENT_TOKEN_NOT_FOUND' })

    const token = await here.tokenOf('pi-1')
    const key = await here.keyFor(token)
    const { entries } = (await here.asAdmin({ url: '/api/audit?device=pi-1' })).json<AuditList>()
    expect(entries.map(({ action, actor }) => [action, actor.name, actor.onBehalfOf])).toEqual([
      ['exchangeEnrollmentToken', 'pi-1', 'admin'],
      ['createEnrollmentToken', 'admin', null],
      ['enrollDevice', 'admin', null]
    ])
    expect(JSON.stringify(entries)).not.toMatch(new RegExp(`${token}|${key}`))

    await here.asAdmin({ method: 'POST', url: '/api/clients/pi-1/retire' })
    expect((await here.createToken('pi-1')).json()).toMatchObject({
      code: 'STATE_CONFLICT',
      message: 'pi-1 is retired and cannot be enrolled anew; rotate its key to bring it back'
    })
  })

  test('is not guessed: wrong ones are soon answered no more, and a right one still is', async () => {
    const here = await arrange()
    await here.enroll({ id: 'pi-1' })
    const token = await here.tokenOf('pi-1')
    for (let count = 0; count < 20; count++) expect((await here.exchange('mme_wrong')).statusCode).toBe(401)
    expect((await here.exchange('mme_wrong')).json()).toMatchObject({ code: 'RATE_LIMITED' })
    expect((await here.exchange(token)).statusCode).toBe(200)
  })
})

describe('the installer', () => {
  const sha256 = 'a'.repeat(64)
  const published = {
    revision: '0.1.0-1f2e3d4c5b6a',
    version: '0.1.0',
    node: '24.1.0',
    archives: { aarch64: { file: 'agent-arm.tar.gz', sha256 } },
    installer: { file: 'installer.tar.gz', sha256 }
  }

  test('comes with the address that the device asked, and with what is to be installed from there', async () => {
    const here = await arrange()
    writeFileSync(join(here.config.agentDir, 'agent.json'), JSON.stringify(published))
    writeFileSync(join(here.config.agentDir, 'agent-arm.tar.gz'), 'the agent')
    writeFileSync(join(here.config.agentDir, 'secret'), 'not for everybody')
    await here.enroll({ id: 'pi-1' })
    expect((await here.createToken('pi-1')).json()).toMatchObject({
      command: null,
      obstacles: { codes: ['loopback', 'http'], publish: null }
    })
    const { command, token } = (
      await here.asAdmin({ method: 'POST', url: '/api/clients/pi-1/enrollment-token', headers: { host: '192.168.10.2:8080' } })
    ).json<EnrollmentToken>()
    expect(command).toBe(`echo ${token} | { script=$(curl -fsS http://192.168.10.2:8080/install.sh) && sudo sh -c "$script"; }`)
    const script = (await here.app.inject({ url: '/install.sh', headers: { host: '192.168.10.2:8080' } })).body
    expect(script).toMatch(/^#!\/bin\/sh\n/)
    expect(script.split('\n')).toContain(shellSetting)
    for (const line of [
      "collector='http://192.168.10.2:8080'",
      "revision='0.1.0-1f2e3d4c5b6a'",
      `archives='aarch64 agent-arm.tar.gz ${sha256}'`,
      "installer='installer.tar.gz'",
      "server_time='1795597200'"
    ]) {
      expect(script.split('\n')).toContain(line)
    }
    expect((await here.app.inject({ url: '/install/agent-arm.tar.gz' })).body).toBe('the agent')
    for (const other of ['secret', 'agent.json', '..%2f..%2fetc%2fpasswd', 'other.tar.gz']) {
      expect((await here.app.inject({ url: `/install/${other}` })).statusCode).toBe(404)
    }
  })

  test('is downloaded by five of an address at a time, ' +
    'and beside them by each device that shows its token, also where more come at once', async () => {
    const here = await arrange()
    writeFileSync(join(here.config.agentDir, 'agent.json'), JSON.stringify(published))
    // Larger than what is held of an answer that nobody reads yet.
    writeFileSync(join(here.config.agentDir, 'agent-arm.tar.gz'), Buffer.alloc(4_000_000))
    const download = (remoteAddress = '192.0.2.7', headers = {}) =>
      here.app.inject({ url: '/install/agent-arm.tar.gz', payloadAsStream: true, remoteAddress, headers })
    const answers = await Promise.all(Array.from({ length: 24 }, (_, index) => download(index < 8 ? '192.0.2.7' : `192.0.2.${index}`)))
    const served = (some: typeof answers): number => some.filter(({ statusCode }) => statusCode === 200).length
    expect([served(answers.slice(0, 8)), served(answers)]).toEqual([5, 10])
    await here.enroll({ id: 'pi-1' })
    const shown = { authorization: `Bearer ${await here.tokenOf('pi-1')}` }
    const mine = [await download('192.0.2.7', shown), await download('192.0.2.7', shown), await download('192.0.2.7', shown)]
    expect(mine.map(({ statusCode }) => statusCode)).toEqual([200, 200, 503])
    answers.push(...mine)

    for (const answer of answers) answer.stream().resume()
    await until('others may', async () => (await download()).statusCode === 200)
  })

  test('is made for no address that is none: it would be a word of the shell', async () => {
    const here = await arrange()
    expect((await here.app.inject({ url: '/install.sh', headers: { host: "x'; reboot; '" } })).statusCode).toBe(400)
  })

  test('says so where there is no agent to install', async () => {
    const here = await arrange()
    expect((await here.app.inject({ url: '/install.sh' })).body.split('\n')).toContain("revision=''")
    expect((await here.app.inject({ url: '/install/agent-arm.tar.gz' })).statusCode).toBe(404)
  })
})
