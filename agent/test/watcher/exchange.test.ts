import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { httpStandIn } from '../../../collector/test/alerts/stand-ins/http-stand-in.ts'
import { exchange } from '../../src/watcher/exchange.ts'
import { findCertificates } from '../certificates.ts'

test('an answer that is too large is refused, and redirects are not followed', async () => {
  const receiver = await httpStandIn(() => ({ body: 'x'.repeat(70_000) }))
  await expect(exchange({ url: new URL(receiver.origin), method: 'GET' })).rejects.toThrow('the answer is larger than 65536 bytes')
  receiver.answer(() => ({ status: 302, headers: { location: 'http://192.0.2.1/' } }))
  expect((await exchange({ url: new URL(receiver.origin), method: 'GET' })).status).toBe(302)
})

test('over https, only a server whose authority is trusted is asked', async () => {
  const { server: certificate, caFile, otherCaFile } = findCertificates()
  const server = createServer(certificate, (_request, response) => { response.end('{"ready":true}') }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}/readyz`)
  expect(await exchange({ url, method: 'GET', caFile })).toEqual({ status: 200, body: '{"ready":true}' })
  await expect(exchange({ url, method: 'GET', caFile: otherCaFile })).rejects.toThrow(/certificate/)
})
