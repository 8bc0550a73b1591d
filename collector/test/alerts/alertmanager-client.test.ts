import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import {
  alertmanagerClient,
  AlertmanagerRefusedError,
  AlertmanagerUnreachableError
} from '../../src/alerts/alertmanager/alertmanager-client.ts'

/** A client of a server that answers every request so. */
const clientOf = async (answer: (response: ServerResponse) => void) => {
  const server = createServer((_request, response) => { answer(response) }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return alertmanagerClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
}

test('an answer that breaks off in the middle is none', async () => {
  const client = await clientOf((response) => {
    response.writeHead(200, { 'content-length': '100' }).write('half', () => response.destroy())
  })
  await expect(client.reload()).rejects.toThrow(AlertmanagerUnreachableError)
})

test('what is refused is said in Alertmanager’s words', async () => {
  const client = await clientOf((response) => { response.writeHead(500).end('failed to reload config: yaml\n') })
  await expect(client.reload()).rejects.toThrow(new AlertmanagerRefusedError('failed to reload config: yaml'))
})

test('an answer of any length is read no further than a configuration is long', async () => {
  const client = await clientOf((response) => { response.end('x'.repeat(5_000_000)) })
  await expect(client.metrics()).rejects.toThrow('answers with more than 4194304 bytes')
})
