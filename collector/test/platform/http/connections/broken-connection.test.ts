import { once } from 'node:events'
import { createServer } from 'node:https'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { answerBrokenConnection } from '../../../../src/platform/http/connections/broken-connection.ts'
import { selfSigned } from '../../../self-signed.ts'

test.each([
  ['that says nothing', ''],
  ['that begins with TLS and goes no further', '\x16\x03\x01\x02\x00'],
  ['of plain HTTP', 'GET / HTTP/1.1\r\nhost: a\r\n\r\n']
])('a connection to https %s is closed, though the other side never ends it', async (_what, sent) => {
  const { cert, key } = selfSigned(onTestFinished)
  const server = createServer({ cert, key, handshakeTimeout: 50 }).on('clientError', answerBrokenConnection)
  const accepted = once(server, 'connection') as Promise<[Socket]>
  const closed = accepted.then(([socket]) => socket.destroyed ? undefined : once(socket, 'close'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => { server.close() })
  const socket = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', allowHalfOpen: true }).on('error', () => {})
  onTestFinished(() => { socket.destroy() })
  socket.resume().write(sent, 'latin1')
  await closed
  expect((await accepted)[0].destroyed).toBe(true)
})
