import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { probeTcp } from '../../../src/devices/freshness/tcp-probe.ts'

/** A port on which nobody listens: one that was free a moment ago. */
const listenOnce = async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { server, port: (server.address() as AddressInfo).port }
}

it('takes a connection and a refusal both for an answer', async () => {
  const { server, port } = await listenOnce()
  await expect(probeTcp('127.0.0.1', { port, timeoutMs: 2000, allowLoopback: true })).resolves.toBe('answers')
  server.close()
  await once(server, 'close')
  await expect(probeTcp('127.0.0.1', { port, timeoutMs: 2000, allowLoopback: true })).resolves.toBe('answers')
})

it('takes a name that does not resolve for no answer', async () => {
  await expect(probeTcp('..', { timeoutMs: 2000, allowLoopback: false })).resolves.toBe('no_answer')
})

it('leaves this machine itself alone, under whatever name', async () => {
  await expect(probeTcp('localhost', { timeoutMs: 2000, allowLoopback: false })).resolves.toBe('not_allowed')
})
