import { expect, it } from 'vitest'
import { createEventStream } from '../../../../src/platform/http/event-streams/event-stream.ts'
import { createTickingStreams } from '../../../../src/platform/http/event-streams/ticking-streams.ts'

/** Ticked by hand; counts how often it was asked to send and to forget. */
const arrange = (send: () => Promise<void> = async () => {}) => {
  const counts = { sent: 0, forgotten: 0 }
  const streams = createTickingStreams<string>({
    sendChanges: async () => {
      counts.sent += 1
      await send()
    },
    forget: () => { counts.forgotten += 1 }
  })
  return { streams, counts }
}

it('sends at each tick while someone listens, and forgets once nobody does', async () => {
  const { streams, counts } = arrange()
  const stream = createEventStream()
  streams.add(stream, 'a browser')
  await streams.tick()
  expect([...streams.listeners]).toEqual([[stream, 'a browser']])
  expect(counts).toEqual({ sent: 1, forgotten: 0 })
  stream.close()
  await streams.tick()
  expect([...streams.listeners]).toEqual([])
  expect(counts).toEqual({ sent: 1, forgotten: 1 })
})

it('sends nothing more to a session that is no longer valid, and closes that stream alone', async () => {
  let isLetIn = true
  const revoked = createEventStream(() => isLetIn)
  const other = createEventStream()
  const { streams } = arrange(async () => { for (const stream of streams.listeners.keys()) stream.send('change', '{}') })
  streams.add(revoked, 'a browser')
  streams.add(other, 'another')
  isLetIn = false
  await streams.tick()
  expect([revoked.closed, revoked.body.read()]).toEqual([true, null])
  expect([other.closed, String(other.body.read())]).toEqual([false, 'event: change\ndata: {}\n\n'])
  streams.close()
})

it('leaves out a tick that comes while the last one is still sending', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const { streams, counts } = arrange(() => promise)
  streams.add(createEventStream(), 'a browser')
  const first = streams.tick()
  await streams.tick()
  expect(counts.sent).toBe(1)
  resolve()
  await first
  await streams.tick()
  expect(counts.sent).toBe(2)
  streams.close()
})

it('goes on after a tick that failed', async () => {
  const { streams, counts } = arrange(async () => { throw new Error('disk') })
  streams.add(createEventStream(), 'a browser')
  await expect(streams.tick()).rejects.toThrow('disk')
  await expect(streams.tick()).rejects.toThrow('disk')
  expect(counts.sent).toBe(2)
  streams.close()
})

it('ticks by itself, says where that fails, and stops when it is closed', async () => {
  const failed = Promise.withResolvers<unknown>()
  const stream = createEventStream()
  const streams = createTickingStreams<string>({
    sendChanges: async () => {
      throw new Error('disk')
    },
    forget: () => {},
    onError: failed.resolve
  })
  streams.add(stream, 'a browser')
  expect(await failed.promise).toEqual(new Error('disk'))
  streams.close()
  expect(stream.closed).toBe(true)
  expect(streams.listeners.size).toBe(0)
})

it('sends a heartbeat every fifteen ticks, also where something else is sent', async () => {
  const { streams } = arrange(async () => { stream.send('change', '{}') })
  const stream = createEventStream()
  streams.add(stream, 'a browser')
  for (let tick = 0; tick < 15; tick += 1) await streams.tick()
  expect(String(stream.body.read()).split('\n\n').filter((text) => text !== 'event: change\ndata: {}')).toEqual([': beat', ''])
  streams.close()
})
