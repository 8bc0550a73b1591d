import { expect, test } from 'vitest'
import { createScheduler, type Lane, type Scheduled } from '../../../src/ingest/scrape/scheduler.ts'

/** A scheduler on a clock of its own, whose scrapes end when the test says so. */
const startScheduler = (count: number) => {
  let nowMs = 0
  const items: Scheduled[] = Array.from({ length: count }, (_, i) => ({ id: `pi-${i}`, target: 'a' }))
  const running = new Map<string, { readonly lane: Lane, readonly end: (succeeded: boolean) => void }>()
  const started: { readonly id: string, readonly atMs: number }[] = []
  const scheduler = createScheduler({
    clock: { monotonicMs: () => nowMs },
    intervalMs: 60_000,
    items: () => items,
    scrape: ({ id }, lane) => {
      if (running.has(id)) throw new Error(`${id} is scraped twice at once`)
      started.push({ id, atMs: nowMs })
      return new Promise((resolve) => {
        const end = (succeeded: boolean): void => {
          running.delete(id)
          resolve(succeeded)
        }
        running.set(id, { lane, end })
      })
    },
    onError: (error) => { throw error }
  })
  const settle = async () => { for (let i = 0; i < 20; i++) await Promise.resolve() }
  return {
    items, running, started, scheduler,
    /** Lets time pass, second by second; those that `ends` names answer at once, the others never. */
    pass: async (seconds: number, ends: (id: string) => boolean = () => true) => {
      for (let i = 0; i < seconds; i++) {
        nowMs += 1000
        scheduler.pass()
        for (let more = true; more;) {
          const ending = [...running].filter(([id]) => ends(id))
          more = ending.length > 0
          for (const [, { end }] of ending) end(true)
          await settle()
        }
      }
    },
    endAll: async (succeeded: boolean) => {
      for (const { end } of [...running.values()]) end(succeeded)
      await settle()
    }
  }
}

test('each is scraped once an interval, at the same time of each, spread over it', async () => {
  const { started, pass, scheduler } = startScheduler(300)
  scheduler.pass()
  await pass(180)
  const times = Map.groupBy(started, ({ id }) => id)
  expect(times.size).toBe(300)
  for (const [id, scrapes] of times) {
    expect(scrapes.length, id).toBe(3)
    for (const [i, { atMs }] of scrapes.slice(1).entries()) expect(atMs - scrapes[i]!.atMs, id).toBe(60_000)
  }
  const bySecond = Map.groupBy(started.slice(0, 300), ({ atMs }) => atMs)
  expect(Math.max(...Array.from(bySecond.values(), (at) => at.length))).toBeLessThan(20)
})

test('those that hang delay nobody that answers, are not scraped twice at once, and are bounded in number', async () => {
  const { started, running, pass } = startScheduler(300)
  await pass(120)
  const hangs = (id: string) => Number(id.slice(3)) < 200
  started.length = 0
  // In the first interval they still pass for prompt; each then ends by its timeout.
  for (let i = 0; i < 12; i++) {
    await pass(10, (id) => !hangs(id))
    expect(running.size).toBeLessThanOrEqual(40)
    for (const { end } of [...running.values()]) end(false)
  }
  started.length = 0
  await pass(60, (id) => !hangs(id))
  expect([...running.values()].every(({ lane }) => lane === 'others')).toBe(true)
  expect(new Set(started.filter(({ id }) => !hangs(id)).map(({ id }) => id)).size).toBe(100)
  expect(started.filter(({ id }) => hangs(id)).length).toBeLessThanOrEqual(20)
})

test('one that is new, or whose address changes, is scraped at once; one that is gone is not', async () => {
  const { items, started, pass } = startScheduler(1)
  await pass(61)
  started.length = 0
  items.push({ id: 'pi-new', target: 'a' })
  items[0] = { id: 'pi-0', target: 'b' }
  await pass(1)
  expect(started.map(({ id }) => id).sort()).toEqual(['pi-0', 'pi-new'])
  items.length = 0
  started.length = 0
  await pass(120)
  expect(started).toEqual([])
})

test('closing starts nothing more and waits for what goes on', async () => {
  const { running, started, scheduler, pass, endAll } = startScheduler(30)
  await pass(61, () => false)
  expect(running.size).toBe(20)
  let closed = false
  const closing = scheduler.close().then(() => { closed = true })
  await Promise.resolve()
  expect(closed).toBe(false)
  await endAll(false)
  await closing
  expect(started).toHaveLength(20)
})
