import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { onServer } from './on-server.ts'

describe('mimamori devices', () => {
  test('says of a new key what becomes of the old one, and where to put it', async () => {
    const { mimamori, collector } = await onServer()
    const rotate = async (id: string): Promise<readonly (string | undefined)[]> => {
      const lines = (await mimamori('devices', 'rotate', id)).out.split('\n')
      return [lines[0], ...lines.slice(4)]
    }
    const onDevice = [
      'To put it on the device, run this there. Paste the key, then press Enter and Ctrl+D:',
      '',
      '  sudo tee /etc/mimamori/agent.key > /dev/null && sudo systemctl restart mimamori-agent',
      '',
      'If /etc/mimamori/agent.conf there has the line CLIENT_KEY=, replace the key in that line instead, and restart the agent.'
    ]
    expect((await mimamori('devices', 'enroll', 'pi-1')).out.split('\n').at(-1)).toBe(
      'In /etc/mimamori/agent.conf on the device, set it as CLIENT_KEY, or put it into the file that CLIENT_KEY_FILE names: one of the two.'
    )
    expect(await rotate('pi-1')).toEqual([
      'New key of pi-1, shown only now. The old key keeps working. Once the device has used the new one, end the old one: sudo mimamori ' +
        'devices end-old-keys pi-1',
      ...onDevice
    ])
    await mimamori('devices', 'revoke', 'pi-1')
    expect(await rotate('pi-1')).toEqual(['pi-1 is back in use. New key, shown only now; the old keys do not work.', ...onDevice])
    await collector.deps.registry.importDevices([{ id: 'pi-weak', key: 'client-key-0001' }])
    expect(await rotate('pi-weak')).toEqual([
      'New key of pi-weak, shown only now. The old, weak key keeps working until this one is first used.', ...onDevice
    ])

    const own = join(collector.config.dataDir, 'agent')
    mkdirSync(own)
    writeFileSync(join(own, 'id'), 'pi-1\n')
    expect((await rotate('pi-1')).at(-1)).toBe(`The agent on this server reads its key from ${join(
      own, 'key'
    )}: replace its content with this key, and run sudo systemctl restart mimamori-agent, or npm start again.`)
    expect((await rotate('pi-weak')).slice(1)).toEqual(onDevice)
  })

  test('takes where a device is scraped, and the password or the token from a file, which is shown nowhere', async () => {
    const { mimamori, collector } = await onServer()
    const file = join(collector.config.dataDir, 'secret')
    const written = (secret: string): readonly string[] => {
      writeFileSync(file, `${secret}\n`)
      return ['--scrape-secret-file', file]
    }
    const stored = () => collector.deps.registry.get('pi-1')?.scrapeCredentials
    const url = 'http://192.0.2.7:9100/metrics'
    expect(await mimamori(
      'devices', 'enroll', 'pi-1', '--address', '192.0.2.7', '--scrape-url', url, '--scrape-user', 'prometheus', ...written('geheim')
    )).toMatchObject({
      code: 0, out: expect.stringMatching(/^pi-1 is enrolled\. The server fetches its metrics every minute.*rotate pi-1$/) as string
    })
    expect(stored()).toEqual({ user: 'prometheus', password: 'geheim' })
    const { out } = await mimamori('devices', 'show', 'pi-1')
    expect(out).toMatch(/Metrics URL +http:\/\/192\.0\.2\.7:9100\/metrics, basic/)
    expect(out).not.toContain('geheim')
    await mimamori('devices', 'set', 'pi-1', ...written('t0ken'))
    expect(stored()).toEqual({ token: 't0ken' })
    expect(await mimamori('devices', 'set', 'pi-1', '--scrape-user', 'a:b', ...written('geheim'))).toMatchObject({
      code: 2, errors: expect.stringMatching(/^mimamori: --scrape-user: expected the user/) as string
    })
    expect(await mimamori('devices', 'set', 'pi-1', '--scrape-user', 'prometheus')).toMatchObject({
      code: 2, errors: expect.stringContaining('--scrape-secret-file is missing') as string
    })
    expect(await mimamori('devices', 'set', 'pi-1', ...written('two words'))).toMatchObject({
      code: 2, errors: expect.not.stringContaining('two words') as string
    })
    await mimamori('devices', 'set', 'pi-1', ...written(''))
    expect(stored()).toBeUndefined()
  })

  test('ends the old keys of a device once it has used its newest, and not before', async () => {
    const { mimamori, collector } = await onServer()
    const log = async (key: string) => (await collector.app.inject({
      method: 'POST', url: '/api/clients/logs', headers: { 'x-client-key': key }, body: { clientId: 'pi-1', logs: [{ message: 'here' }] }
    })).statusCode
    const old = await collector.enroll({ id: 'pi-1' })
    const { key } = JSON.parse((await mimamori('devices', 'rotate', 'pi-1', '--json')).out) as { key: string }
    expect(await mimamori('devices', 'end-old-keys', 'pi-1')).toMatchObject({ code: 1, out: '', errors:
      'mimamori: pi-1 has not used its newest key yet, so it still needs the old one; put the newest on the device first. If that is ' +
        'lost, issue another: sudo mimamori devices rotate pi-1' })
    expect([await log(old), await log(key)]).toEqual([200, 200])
    expect(await mimamori('devices', 'end-old-keys', 'pi-1')).toMatchObject({ code: 0, out: 'the old keys of pi-1 no longer work' })
    expect([await log(old), await log(key)]).toEqual([401, 200])
    expect(JSON.parse((await mimamori('devices', 'end-old-keys', 'pi-1', '--json')).out)).toMatchObject({ id: 'pi-1' })
  })
})
