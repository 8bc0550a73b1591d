import { spawnSync } from 'node:child_process'
import { connect, createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { readFileSync } from 'node:fs'
import { describe, expect, onTestFinished, test } from 'vitest'
import { spawnCollector, startCollector } from './collector-process.ts'
import { temporaryDirectory } from './temporary-directory.ts'

describe('the collector as a process', () => {
  test('says all mistakes in its settings at once, and exits 2', async () => {
    const { ended } = spawnCollector({ MIMAMORI_LISTN: 'x', MIMAMORI_PROBE_PORT: '0', MIMAMORI_LISTEN: '0.0.0.0:8080' })
    const { code, errors } = await ended
    expect(code).toBe(2)
    expect(errors).toContain('MIMAMORI_LISTN: unknown setting; did you mean MIMAMORI_LISTEN?')
    expect(errors).toContain('MIMAMORI_PROBE_PORT: expected a whole number from 1 to 65535, got "0"')
    expect(errors).toContain('MIMAMORI_LISTEN: 0.0.0.0 can be reached from the network without https')
    expect(errors).not.toContain('    at ')
  })

  test('says of wrong files for https, beside other mistakes, which setting names them, and exits 2', async () => {
    const { code, errors } = await spawnCollector({
      MIMAMORI_PROBE_PORT: '0',
      MIMAMORI_TLS_CERT: '/no.pem',
      MIMAMORI_TLS_KEY: import.meta.filename
    }).ended
    expect(code).toBe(2)
    expect(errors).toContain('MIMAMORI_PROBE_PORT: expected')
    expect(errors).toContain(
      'MIMAMORI_TLS_CERT: expected a certificate file (PEM) that the collector can read, got "/no.pem" (there is no such file)'
    )
    expect(errors).toContain('MIMAMORI_TLS_KEY: expected a key file (PEM)')
    expect(errors).not.toContain('    at ')
  })

  test('refuses arguments, which change nothing, and says where settings belong', async () => {
    const { code, errors } = await spawnCollector({}, { args: ['--listen', '0.0.0.0:80'] }).ended
    expect([code, errors]).toEqual([
      2,
      'mimamori-collector: expected no arguments, got --listen 0.0.0.0:80; settings are environment variables, written before the command, such as MIMAMORI_LISTEN=127.0.0.1:8081 npm start; --help lists them\n'
    ])
  })

  test('lists its settings when asked for help, in the language of the terminal', async () => {
    const { child, ended } = spawnCollector({ LANG: 'ja_JP.UTF-8' }, { args: ['--help'] })
    const [said, { code, errors }] = await Promise.all([text(child.stdout!), ended])
    expect([code, errors]).toEqual([0, ''])
    expect(said).toContain('\n  MIMAMORI_LISTEN=127.0.0.1:8080\n      待ち受けるアドレスとポート\n')
  })

  test('says plainly that its port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    onTestFinished(() => { other.close() })
    const { port } = other.address() as AddressInfo
    const { ended } = spawnCollector({ MIMAMORI_DATA_DIR: temporaryDirectory(), MIMAMORI_LISTEN: `127.0.0.1:${port}` })
    const { code, errors } = await ended
    expect(code).toBe(1)
    expect(errors).toBe(
      `mimamori-collector: port ${port} on 127.0.0.1 is in use by another program: stop it, or set MIMAMORI_LISTEN to another port\n`
    )
  })

  test('says plainly that another collector has its data directory', async () => {
    const directory = temporaryDirectory()
    await using running = await startCollector({ dataDirectory: directory })
    const { code, errors } = await spawnCollector({ MIMAMORI_DATA_DIR: directory, MIMAMORI_LISTEN: '127.0.0.1:0' }).ended
    expect(code).toBe(1)
    expect(errors).toContain(`another collector uses the data directory ${running.dataDirectory}: stop it`)
    const inJapanese = await spawnCollector({ MIMAMORI_DATA_DIR: directory, MIMAMORI_LISTEN: '127.0.0.1:0', LANG: 'ja_JP.UTF-8' }).ended
    expect(inJapanese.errors).toBe(
      `mimamori-collector: データディレクトリー ${directory} では別のコレクターが動いています。それを止めるか、MIMAMORI_DATA_DIR に別のディレクトリーを設定してください\n`
    )
  }, 60_000)

  test('ends cleanly when Ctrl-C arrives again and again until it has ended, and finds all it knew when it starts again', async () => {
    const directory = temporaryDirectory()
    await using first = await startCollector({ dataDirectory: directory })
    const { body } = await first.send('POST', '/api/clients', { body: { id: 'pi-1' } })
    const again = setInterval(() => { first.kill('SIGINT') }, 1)
    expect(await first.ended.finally(() => { clearInterval(again) })).toMatchObject({ code: 0, signal: null, errors: '' })
    await using second = await startCollector({ dataDirectory: directory })
    expect(second.adminToken).toBe(first.adminToken)
    const answer = await second.send('POST', '/api/clients/status', {
      headers: { 'x-client-key': body.key as string },
      body: { clientId: 'pi-1', hostname: 'pi-1', ipAddress: '192.0.2.1', cpuUsage: 1, memoryUsage: 2, diskUsage: 3 }
    })
    expect(answer.status).toBe(200)
  })

  test('answers what is not HTTP, what does not name its host, and headers that are too large, in its own shape', async () => {
    await using collector = await startCollector({ dataDirectory: temporaryDirectory() })
    const ask = async (request: string): Promise<string> => {
      const socket = connect(Number(collector.origin.port), '127.0.0.1')
      socket.write(request)
      return await text(socket)
    }
    expect(await ask('hello\r\n\r\n')).toMatch(/^HTTP\/1.1 400 [^]*"code":"REQUEST_MALFORMED"/)
    expect(await ask('GET /healthz HTTP/1.1\r\nconnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1.1 400 [^]*"requestId":"[\w-]+","code":"REQUEST_MALFORMED","message":"[^"]* Host /
    )
    expect(await ask('GET /healthz HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1.1 200 /)
    expect(await ask(`GET /healthz HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(40_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1.1 431 [^]*"code":"HEADERS_TOO_LARGE"/
    )
  })

  test('speaks https with the certificate it is given', async () => {
    const directory = temporaryDirectory()
    const [cert, key] = [join(directory, 'cert.pem'), join(directory, 'key.pem')]
    const made = spawnSync('openssl', [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-keyout',
      key,
      '-out',
      cert,
      '-days',
      '2',
      '-subj',
      '/CN=mimamori.test'
    ])
    if (made.status !== 0) throw new Error(`openssl is needed: ${made.stderr}`)
    const env = { MIMAMORI_TLS_CERT: cert, MIMAMORI_TLS_KEY: key }
    await using collector = await startCollector({ dataDirectory: directory, env })
    expect(collector.origin.protocol).toBe('https:')
    const listed = spawnSync(process.execPath, [join(import.meta.dirname, '../cli/src/main.ts'), 'devices', 'enroll', 'pi-1', '--json'], {
      env: { ...process.env, ...env, MIMAMORI_DATA_DIR: directory, MIMAMORI_LISTEN: collector.origin.host }, encoding: 'utf8'
    })
    expect(listed.stderr).toBe('')
    expect(JSON.parse(listed.stdout)).toEqual({ id: 'pi-1', key: expect.stringMatching(/^mmk_[\w-]{43}$/) as string })
    expect(readFileSync(join(directory, 'mimamori.db')).includes('mmk_')).toBe(false)
  })
})
