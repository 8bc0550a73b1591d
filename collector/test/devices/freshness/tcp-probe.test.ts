import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { mayProbe, probeTcp } from '../../../src/devices/freshness/tcp-probe.ts'

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

it.each([
  ['127.0.0.1', false], ['127.9.9.9', false], ['0.0.0.0', false], ['::1', false], ['::', false], ['::ffff:127.0.0.1', false],
  ['169.254.169.254', false], ['fe80::1', false], ['224.0.0.251', false], ['ff02::fb', false], ['192.168.1.20', true], ['10.0.0.7', true], ['fd00::7', true]
])('may probe %s: %s', (address, allowed) => {
  expect(mayProbe(address, { allowLoopback: false })).toBe(allowed)
})

it('may probe loopback where that is allowed, but never a link-local address', () => {
  expect(mayProbe('127.0.0.1', { allowLoopback: true })).toBe(true)
  expect(mayProbe('169.254.0.1', { allowLoopback: true })).toBe(false)
})
