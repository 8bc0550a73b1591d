import { once } from 'node:events'
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { readEventStream } from '../src/read-event-stream.ts'

/** The events of what a server writes. */
const events = async (write: (response: ServerResponse) => void) => {
  const server = createServer((_request, response) => write(response)).listen(0, '127.0.0.1')
  onTestFinished(() => { server.close() })
  await once(server, 'listening')
  const [response] = await once(get({ port: (server.address() as AddressInfo).port, agent: false }), 'response') as [IncomingMessage]
  return await Array.fromAsync(readEventStream(response))
}

it('has the data of each event, and leaves comments out', async () => {
  expect(await events((response) => response.end(': beat\n\nevent: lines\ndata: 1\n\n: beat\n\ndata: 2\n\n'))).toEqual([
    { event: 'lines', data: '1' }, { event: 'message', data: '2' }
  ])
})

it('has with each event the id that it can go on from', async () => {
  expect(await events((response) => response.end('data: 1\n\nid: a-1\nevent: lines\ndata: 2\n\ndata: 3\n\n'))).toEqual([
    { event: 'message', data: '1' }, { event: 'lines', data: '2', id: 'a-1' }, { event: 'message', data: '3', id: 'a-1' }
  ])
})

it('keeps a character whole that two pieces share', async () => {
  const bytes = Buffer.from('event: lines\ndata: 温度\n\n')
  expect(await events((response) => {
    response.write(bytes.subarray(0, 20))
    setImmediate(() => response.end(bytes.subarray(20)))
  })).toEqual([{ event: 'lines', data: '温度' }])
})

it('ends, and does not fail, with a connection that breaks off', async () => {
  const read = await events((response) => { response.write('event: lines\ndata: 1\n\nevent: li', () => response.socket!.destroy()) })
  expect(read.filter(({ data }) => data !== '1')).toEqual([])
})
