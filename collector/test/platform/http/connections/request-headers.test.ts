import { connect, type AddressInfo } from 'node:net'
import { connect as connectTls, type ConnectionOptions } from 'node:tls'
import { beforeAll, describe, expect, it } from 'vitest'
import { errorAnswer } from '@mimamori/contract'
import { collectorInTest, type CollectorInTest } from '../../../collector-in-test.ts'
import { selfSigned } from '../../../self-signed.ts'
import { untilAllEnd } from '../../../until-all-end.ts'

const portOf = ({ app }: CollectorInTest): number => (app.server.address() as AddressInfo).port

describe('a request that cannot be meant so', () => {
  const ended = untilAllEnd()
  let collector: CollectorInTest
  beforeAll(async () => {
    collector = await collectorInTest({ until: ended })
    await collector.app.listen({ host: '127.0.0.1', port: 0 })
  })

  const askedBy = (text: string): Promise<string> => new Promise((resolve, reject) => {
    let received = ''
    const socket = connect(portOf(collector), '127.0.0.1', () => socket.write(text))
    socket.on('error', reject).on('data', (chunk) => { received += chunk.toString() })
    socket.on('close', () => { resolve(received) })
  })

  const body = '5\r\nhello\r\n0\r\n\r\n'
  it('and so is one for an address of which its Host says nothing', async () => {
    const answers = await Promise.all(
      ['http://evil.example/healthz', 'http://127.0.0.1@evil.example/healthz', 'http://127.0.0.1/healthz'].map(async (url) =>
        (await askedBy(`GET ${url} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n`)).slice(9, 12)
      )
    )
    expect(answers).toEqual(['400', '400', '200'])
  })

  it.each([
    ['two headers Host', 'host: a\r\nhost: b\r\ncontent-length: 0\r\n\r\n', 400, 'REQUEST_MALFORMED'],
    ['a Host that is no name', 'host: a b<script>\r\ncontent-length: 0\r\n\r\n', 400, 'REQUEST_MALFORMED'],
    ['no Host', 'content-length: 0\r\n\r\n', 400, 'REQUEST_MALFORMED'],
    ['Expect, of something unknown', 'host: x\r\nexpect: 200-ok\r\ncontent-length: 5\r\n\r\nhello', 417, 'EXPECTATION_UNSUPPORTED'],
    ['Transfer-Encoding: gzip, chunked', `host: x\r\ntransfer-encoding: gzip, chunked\r\n\r\n${body}`, 400, 'REQUEST_MALFORMED'],
    [
      'Transfer-Encoding: chunked, twice',
      `host: x\r\ntransfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n\r\n${body}`,
      400,
      'REQUEST_MALFORMED'
    ],
    [
      'Transfer-Encoding and Content-Length',
      `host: x\r\ntransfer-encoding: chunked\r\ncontent-length: 15\r\n\r\n${body}`,
      400,
      'REQUEST_MALFORMED'
    ],
    ['two headers Content-Length', 'host: x\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello', 400, 'REQUEST_MALFORMED'],
    ['a Content-Length beyond any number', `host: x\r\ncontent-length: ${'9'.repeat(30)}\r\n\r\nhello`, 400, 'REQUEST_MALFORMED']
  ])('is answered in the one shape, and its connection closed: %s', async (_what, head, statusCode, code) => {
    const answer = await askedBy(`POST /api/login HTTP/1.1\r\n${head}`)
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${statusCode} `))
    expect(errorAnswer.strict().parse(JSON.parse(/\{.*\}/.exec(answer)![0]))).toMatchObject({ code })
  })
})

describe('over TLS', () => {
  const ended = untilAllEnd()
  let collector: CollectorInTest
  beforeAll(async () => {
    const { certFile, keyFile } = selfSigned(ended, { newKey: ['rsa:2048'] })
    collector = await collectorInTest({ until: ended, env: { MIMAMORI_TLS_CERT: certFile, MIMAMORI_TLS_KEY: keyFile } })
    await collector.app.listen({ host: '127.0.0.1', port: 0 })
  })

  /** What both agree on; rejects where they do not. */
  const agree = (options: ConnectionOptions): Promise<string> => new Promise((resolve, reject) => {
    const socket = connectTls({ port: portOf(collector), host: '127.0.0.1', rejectUnauthorized: false, ...options }, () => {
      resolve(socket.getCipher().name)
      socket.destroy()
    }).on('error', reject)
  })

  it('only ciphers with forward secrecy are taken', async () => {
    expect(await agree({})).toMatch(/^TLS_/)
    expect(await agree({ maxVersion: 'TLSv1.2' })).toMatch(/^ECDHE-RSA-.*(?:GCM|CHACHA20)/)
    await expect(agree({ maxVersion: 'TLSv1.2', ciphers: 'AES128-GCM-SHA256:AES256-GCM-SHA384:AES128-SHA' })).rejects.toThrow(
      /handshake failure/
    )
    await expect(agree({ maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-SHA' })).rejects.toThrow(/handshake failure/)
  })
})
