import { once } from 'node:events'
import { createServer, request, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { watchSlices } from './slice-watch.ts'

/** Watches what happens in `scene` by a clock that only `work` moves, and gives what the slices cost that cost anything. */
const slicesOf = async (scene: (work: (seconds: number) => number) => Promise<void>): Promise<readonly number[]> => {
  const slices: number[] = []
  let seconds = 0
  await setImmediate()
  const stop = watchSlices(() => seconds, (_from, _to, cost) => { if (cost > 0) slices.push(cost) })
  await setImmediate()
  await scene((more) => seconds += more)
  await setImmediate()
  stop()
  return slices
}

test('what a callback leads to before the loop can go on is one slice with it', async () => {
  await expect(slicesOf(async (work) => {
    await setImmediate()
    work(1)
    await Promise.resolve()
    work(2)
    await new Promise<void>((resolve) => {
      process.nextTick(() => {
        work(4)
        resolve()
      })
    })
    queueMicrotask(() => work(8))
    await Promise.resolve()
  })).resolves.toEqual([15])
})

test('work that has let others in is two slices', async () => {
  await expect(slicesOf(async (work) => {
    await setImmediate()
    work(1)
    await setImmediate()
    work(2)
  })).resolves.toEqual([1, 2])
})

test('a timer is another slice each time that it comes', async () => {
  await expect(slicesOf(async (work) => {
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        if (work(1) < 3) return
        clearInterval(timer)
        resolve()
      }, 1)
    })
  })).resolves.toEqual([1, 1, 1])
})

test('a request with its body is one slice as it arrives, and the next connection’s another', async () => {
  await expect(slicesOf(async (work) => {
    const server = createServer((incoming, answer) => {
      work(1)
      incoming.on('data', () => work(2)).on('end', () => {
        work(4)
        answer.end()
      })
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    for (let i = 0; i < 2; i++) {
      const sent = request({ port, host: '127.0.0.1', method: 'POST', agent: false, headers: { 'content-length': 4 } })
      sent.end('body')
      const [answer] = await once(sent, 'response') as [IncomingMessage]
      answer.resume()
      await once(answer, 'end')
    }
    server.close()
    await once(server, 'close')
  })).resolves.toEqual([7, 7])
})
