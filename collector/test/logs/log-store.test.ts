import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { NewLogLine } from '../../src/devices/snapshot/log-line.ts'
import { batchesWithoutLines, logStoreInTest } from './log-store-in-test.ts'

const hour = 3_600_000
const nowMs = 500_000 * hour

const line = (message: string, rest: Partial<NewLogLine> = {}): NewLogLine => ({ level: 'info', message, eventMs: nowMs - 1000, ...rest })
const received = { receivedMs: nowMs, requestId: 'r1' }

describe('the log', () => {
  it('masks secrets in messages, on the disk and in memory', async () => {
    const { logs, messages } = await logStoreInTest()
    await logs.append('pi', [line(`retry with mmk_${'aB3'.repeat(14)}, PGPASSWORD=geheim psql`)], received)
    expect(await messages()).toEqual(['retry with mmk_***, PGPASSWORD=*** psql'])
    expect(logs.latest('pi', 1)[0]!.message).not.toContain('geheim')
  })

  it('gives lines back newest first, with all that they had, also after a restart', async () => {
    const before = await logStoreInTest()
    await before.logs.append(
      'pi',
      [line('一'), line('二', { level: 'error', unit: 'kiosk.service', context: { code: 3 }, estimated: true })],
      received
    )
    await before.close()
    const { logs, find } = await logStoreInTest({ directory: before.directory })
    const [newest, oldest, ...none] = await find()
    expect([newest, oldest, none]).toEqual([
      {
        id: oldest!.id + 1,
        deviceId: 'pi',
        receivedMs: nowMs,
        eventMs: nowMs - 1000,
        level: 'error',
        message: '二',
        requestId: 'r1',
        estimated: true,
        unit: 'kiosk.service',
        context: { code: 3 }
      },
      { id: newest!.id - 1, deviceId: 'pi', receivedMs: nowMs, eventMs: nowMs - 1000, level: 'info', message: '一', requestId: 'r1' },
      []
    ])
    expect(logs.latest('pi', 1).map(({ message }) => message)).toEqual(['二'])
  })

  it('orders lines by the time of their event, whenever they came, and those of one moment as they came', async () => {
    const { logs, messages } = await logStoreInTest()
    await logs.append('pi', [line('3 a'), line('3 b')], received)
    await logs.append('pi', [line('1', { eventMs: nowMs - 48 * hour }), line('2', { eventMs: nowMs - 2 * hour })], received)
    await logs.append('other', [line('3 c')], received)
    expect(await messages()).toEqual(['3 c', '3 b', '3 a', '2', '1'])
    expect(await messages({ order: 'oldest' })).toEqual(['1', '2', '3 a', '3 b', '3 c'])
  })

  it('knows a line by the request that it names itself, else by the one that brought it, if any', async () => {
    const { logs, find } = await logStoreInTest()
    await logs.append('pi', [line('own', { context: { reqId: 'job-7' } }), line('none')], received)
    expect((await find({ requestId: 'job-7' })).map(({ message, requestId }) => [message, requestId])).toEqual([['own', 'job-7']])
    expect((await find({ requestId: 'r1' })).map(({ message }) => message)).toEqual(['none'])
    await logs.append('pi', [line('without')], { receivedMs: nowMs })
    expect((await find())[0]).toEqual(expect.not.objectContaining({ requestId: expect.anything() }))
  })

  it('knows the request of a line also where its context is too large to be kept whole', async () => {
    const { logs, find } = await logStoreInTest()
    const stack = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`frame${i}`, 'x'.repeat(900)]))
    await logs.append('pi', [line('large', { context: { ...stack, reqId: 'job-7' } })], received)
    expect((await find({ requestId: 'job-7' })).map(({ message, context }) => [message, Object.keys(context!)])).toEqual([
      ['large', ['cut', 'keys']]
    ])
  })

  it('keeps no secret as the request of a line', async () => {
    const { logs, find } = await logStoreInTest()
    await logs.append('pi', [line('key', { context: { requestId: `mmk_${'aB3'.repeat(14)}` } })], received)
    expect((await find())[0]!.requestId).toBe('mmk_***')
  })

  it('stores a batch once, however often it comes, and even if both come at once', async () => {
    const { logs, messages } = await logStoreInTest()
    const batch = () => logs.append('pi', [line('a'), line('b')], { ...received, mark: { stream: 's', sequence: 4 } })
    expect(await Promise.all([batch(), batch()])).toEqual([{ stored: 2, acknowledgedSequence: 4 }, { stored: 0, acknowledgedSequence: 4 }])
    expect(await logs.append('pi', [line('late')], { ...received, mark: { stream: 's', sequence: 3 } })).toEqual({
      stored: 0,
      acknowledgedSequence: 4
    })
    expect(await messages()).toEqual(['b', 'a'])
    expect(logs.linesTotal('pi')).toEqual({ debug: 0, info: 2, warn: 0, error: 0 })
  })

  it('keeps no unit that would begin another line where lines are text', async () => {
    const { logs, find } = await logStoreInTest()
    await logs.append('pi', [line('x', { unit: 'a\n2026-11-28 pi-2 ERROR\u2028disk\u001b[2J' })], received)
    expect((await find())[0]!.unit).toBe('a\ufffd2026-11-28 pi-2 ERROR\ufffddisk\ufffd[2J')
  })

  it('lets no line happen later than it was received', async () => {
    const { logs, find } = await logStoreInTest()
    await logs.append('pi', [line('future', { eventMs: nowMs + hour })], received)
    expect((await find())[0]!.eventMs).toBe(nowMs)
  })

  it('counts lines by level and the errors of 24 hours, also after a restart', async () => {
    const before = await logStoreInTest()
    await before.logs.append(
      'pi',
      [line('1', { level: 'error' }), line('2', { level: 'error', eventMs: nowMs - 30 * hour }), line('3', { level: 'warn' })],
      received
    )
    expect(before.logs.errorsLast24h('pi', nowMs)).toBe(1)
    await before.close()
    const { logs } = await logStoreInTest({ directory: before.directory })
    expect(logs.linesTotal('pi')).toEqual({ debug: 0, info: 0, warn: 1, error: 2 })
    expect(logs.errorsLast24h('pi', nowMs)).toBe(1)
    expect(logs.errorsLast24h('pi', nowMs + 26 * hour)).toBe(0)
  })

  it('keeps the newest twenty of each device at hand, by the time of their event, also after a restart', async () => {
    const before = await logStoreInTest()
    await before.logs.append('pi-1', Array.from({ length: 30 }, (_, i) => line(`a${i}`)), received)
    await before.logs.append('pi-1', [line('from the backlog', { eventMs: nowMs - hour })], received)
    await before.logs.append('pi-2', [line('b')], received)
    await before.messages()
    const newest = Array.from({ length: 20 }, (_, i) => `a${29 - i}`)
    expect(before.logs.latest('pi-1', 50).map(({ message }) => message)).toEqual(newest)
    await before.close()
    const { logs } = await logStoreInTest({ directory: before.directory })
    expect(logs.latest('pi-1', 50).map(({ message }) => message)).toEqual(newest)
    expect(logs.latest('pi-2', 50)).toHaveLength(1)
  })

  it('notifies its listeners of each line once it is stored', async () => {
    const { logs, messages } = await logStoreInTest()
    const heard: string[] = []
    const end = logs.onStored((lines) => heard.push(...lines.map(({ message }) => message)))
    await logs.append('pi', [line('heard')], received)
    await messages()
    end()
    await logs.append('pi', [line('after the end')], received)
    await messages()
    expect(heard).toEqual(['heard'])
  })
})

it('stores a batch once where the answer of the backend was lost', async () => {
  let answers = 0
  const { logs, messages } = await logStoreInTest({
    backoffMs: () => 1,
    aroundBackend: (backend) => ({
      async store (batches) {
        const lines = await backend.store(batches)
        if (answers++ === 0) throw new Error('the answer was lost')
        return lines
      }
    })
  })
  await logs.append('pi', [line('once')], received)
  await expect.poll(() => answers).toBe(2)
  expect(await messages()).toEqual(['once'])
})

it('stores a batch once where the answer was lost and its lines have made room for others meanwhile', async () => {
  let answers = 0
  let removed = 0
  const { directory, logs, messages } = await logStoreInTest({
    backoffMs: () => 1,
    maxBytes: 1000,
    onRemoved: (_, lines) => { removed += lines },
    aroundBackend: (backend) => ({
      async store (batches, oldestPosition) {
        const lines = await backend.store(batches, oldestPosition)
        if (answers++ === 0) throw new Error('the answer was lost')
        return lines
      }
    })
  })
  await logs.append('pi', [line('x'.repeat(1000))], received)
  await expect.poll(() => answers).toBe(2)
  await logs.append('pi', [line('small')], received)
  expect([await messages(), removed]).toEqual([['small'], 1])
  // Once the queue cannot give it again it is forgotten.
  await expect.poll(async () => {
    await logs.append('pi', [line('small')], received)
    await messages()
    return batchesWithoutLines(directory)
  }).toBe(0)
})

it('begins anew where its database is damaged, keeps what was, and stores what waits', async () => {
  const before = await logStoreInTest({ aroundBackend: () => ({ store: async () => await Promise.reject(new Error('away')) }) })
  await before.logs.append('pi', [line('waits')], received)
  await before.close()
  writeFileSync(join(before.directory, 'logs.db'), 'no database '.repeat(1000))
  const { messages } = await logStoreInTest({ directory: before.directory })
  expect(await messages()).toEqual(['waits'])
  const aside = readdirSync(before.directory).filter((name) => name.startsWith('logs.db.damaged-'))
  expect(aside.map((name) => readFileSync(join(before.directory, name), 'utf8').slice(0, 11))).toEqual(['no database'])
})

it('leaves no log of changes behind where it is closed', async () => {
  const { logs, close, directory, messages } = await logStoreInTest()
  await logs.append('pi', [line('kept')], received)
  await messages()
  await close()
  expect(readdirSync(directory).sort()).toEqual(['collector.lock', 'logs.db', 'mimamori.db'])
})
