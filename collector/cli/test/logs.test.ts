import type { AddressInfo } from 'node:net'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { run, type Terminal } from '../src/run.ts'
import { untilAllEnd } from '../../test/until-all-end.ts'
import { onServer } from './on-server.ts'

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

const ended = untilAllEnd()
let server: Awaited<ReturnType<typeof onServer>>
const keys = new Map<string, string>()

const send = async (device: string, log: Readonly<Record<string, unknown>>) => {
  const answer = await server.collector.app.inject({
    method: 'POST', url: '/api/clients/logs', headers: { 'x-client-key': keys.get(device)! }, body: { clientId: device, logs: [log] }
  })
  expect(answer.json()).toMatchObject({ logsStored: 1 })
}

/** The command as it is run in a terminal of some kind. */
const onTerminal = (argv: readonly string[], terminal: Partial<Terminal>): Promise<number> => {
  const { collector } = server
  const { port } = collector.app.server.address() as AddressInfo
  return run(argv, {
    env: { MIMAMORI_DATA_DIR: collector.config.dataDir, MIMAMORI_LISTEN: `127.0.0.1:${port}` }, command: 'mimamori',
    print: () => undefined, printError: () => undefined, ...terminal
  })
}

beforeAll(async () => {
  server = await onServer({ until: ended })
  for (const id of ['pi-press', 'pi-door', 'pi-lamp']) keys.set(id, await server.collector.enroll({
    id, ...id === 'pi-press' && { site: 'north' }
  }))
  await send('pi-press', { message: '温度が高い', level: 'warn', timestamp: ago(30), context: { celsius: 81 } })
  await send('pi-door', { message: 'door open', level: 'error', timestamp: ago(20) })
  await send('pi-press', { message: 'Press stopped\nby hand', timestamp: ago(10) })
  await vi.waitFor(async () => expect((await server.mimamori('logs', '--json')).out.split('\n')).toHaveLength(3), { timeout: 60_000 })
}, 90_000)

describe('mimamori logs', () => {
  test('prints the newest lines as they happened, the newest last, with their fields', async () => {
    const { code, out } = await server.mimamori('logs', '--since', '1h', '--level', 'info,warn,error', '--limit', '3', '--until', '5m')
    expect([code, out.split('\n').map((line) => line.replace(/^\S+T\S+ /, ''))]).toEqual([0, [
      'pi-press WARN  温度が高い celsius=81', 'pi-door ERROR door open', 'pi-press INFO  Press stopped', '    by hand'
    ]])
  })

  test.each([
    [['pi-press', '--level', 'warn,error'], ['温度が高い']],
    [['--grep', 'PRESS'], ['Press stopped\nby hand']],
    [['--since', '25m', '--until', '15m'], ['door open']],
    [['--site', 'north', '--limit', '1'], ['Press stopped\nby hand']]
  ])('finds with %j', async (options, messages) => {
    const { out } = await server.mimamori('logs', ...options, '--json')
    expect(out.split('\n').map((line) => (JSON.parse(line) as { message: string }).message)).toEqual(messages)
  })

  test('says what to do where nothing matches, or more lines do', async () => {
    const found = { code: 0, out: '' }
    expect(await server.mimamori('logs', '--grep', '停止')).toEqual({ ...found, errors: 'No matching log lines. Try fewer filters.' })
    expect(await server.mimamori('logs', '--until', '2020-01-02')).toEqual({
      ...found, errors: 'No log lines in that period. Try a longer one.'
    })
    expect(await server.mimamori('logs', '--grep', '停止', '--since', '1h')).toEqual({
      ...found, errors: 'No matching log lines. Try a longer period, or fewer filters.'
    })
    expect((await server.mimamori('logs', '--limit', '2')).errors).toBe(
      'These are the newest 2 lines. For older ones, give an earlier --until, or raise --limit.'
    )
    expect(
      (await server.mimamori('logs', '--limit', '2', '--lang', 'ja')).errors
    ).toBe('最新の 2 行です。それより前の行を見るには、--until で時刻を指定するか、--limit を増やしてください。')
  })

  test('names what is wrong', async () => {
    const { mimamori } = server
    expect(await mimamori('logs', '--since', 'soon')).toMatchObject({
      code: 2, errors: expect.stringContaining('--since: expected a time: 10m') as string
    })
    expect(await mimamori('logs', '--level', 'loud')).toMatchObject({
      code: 2, errors: expect.stringContaining('--level: expected levels separated by commas') as string
    })
    expect(await mimamori('logs', '--limit', '0')).toMatchObject({
      code: 2, errors: expect.stringContaining('--limit: expected the number') as string
    })
    expect(await mimamori('logs', '--follow', '--until', '10m')).toMatchObject({
      code: 2, errors: expect.stringContaining('cannot be combined') as string
    })
    expect(await mimamori('logs', '--since', '1h', '--until', '2h')).toMatchObject({
      code: 2, errors: expect.stringContaining('--until 2h is before --since 1h') as string
    })
    expect(await mimamori('logs', 'pi-nobody')).toMatchObject({ code: 1, errors: expect.stringContaining('no device pi-nobody') as string })
    expect(await mimamori('logs', 'pi-door', 'pi-press')).toMatchObject({ code: 2, errors: expect.stringContaining('pi-press') as string })
    expect((await mimamori('logs', '--help')).out).toContain('Usage: sudo mimamori logs [DEVICE] [--since …] [--until …]')
  })

  test('follows the log of a device until it is ended', async () => {
    const [out, end] = [[] as string[], new AbortController()]
    const code = onTerminal(['logs', 'pi-lamp', '--follow'], {
      signal: end.signal, print: (line) => void out.push(line.replace(/^.*INFO {2}/, ''))
    })
    // Only a line that comes shows that it listens.
    await vi.waitFor(async () => {
      await send('pi-lamp', { message: 'lit' })
      expect(out).toContain('lit')
    }, { timeout: 60_000, interval: 500 })
    end.abort()
    expect(await code).toBe(0)
  }, 90_000)

  test('colours what is printed only where that is seen, and never as a device says', async () => {
    await send('pi-lamp', { message: 'beep \u001b[32m', level: 'error' })
    const shown = async (hasColours: boolean) => {
      const out: string[] = []
      await onTerminal(['logs', '--grep', 'beep'], { hasColours, print: (line) => void out.push(line) })
      return out.join('\n')
    }
    await vi.waitFor(async () => expect(await shown(false)).toMatch(/^\d.* beep \\u001b\[32m$/), { timeout: 60_000 })
    const [red, plain] = [`${String.fromCharCode(27)}[31m`, `${String.fromCharCode(27)}[0m`]
    expect(await shown(true)).toBe(`${red}${await shown(false)}${plain}`)
  }, 90_000)
})
