import { spawn } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { readInstallScript } from '../../src/enrollment/install-script.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

/** The answer in the collector's place to a key; that the collector gives it is proven in enrollment-routes.test.ts. */
type Answer = (response: ServerResponse) => void
const refusing =
  (statusCode: number, code: string): Answer =>
    (response) => {
      response.writeHead(statusCode).end(JSON.stringify({ code, message: 'in words' }))
    }

describe('the key that an installer kept, once its token is used', () => {
  const ends: (() => void)[] = []
  afterEach(() => { for (const end of ends.splice(0)) end() })

  const serve = async (onKey: Answer) => {
    const shown: IncomingMessage[] = []
    const server = createServer((request, response) => {
      if (request.url === '/api/enrollment') {
        refusing(401, 'ENROLLMENT_TOKEN_INVALID')(response)
        return
      }
      shown.push(request)
      onKey(response)
    })
    ends.push(() => server.close())
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
    return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, shown }
  }

  /** Runs the script as far as it finds out whose device this is, in a directory that stands for those of the device. */
  const identify = async (onKey: Answer, before = '') => {
    const work = temporaryDirectory()
    const file = join(work, 'key-of-token')
    writeFileSync(file, '{"id":"pi-1","key":"mmk_kept"}')
    const { origin, shown } = await serve(onKey)
    const script = (await readInstallScript({ origin, agent: undefined, authority: undefined, nowMs: 0 }))
      .replace('work=/var/cache/mimamori-install', `work='${work}'`)
      .replaceAll('/etc/mimamori/', `${work}/`)
      .replace(
        /\nmain\n$/,
        `\n${before}` +
          '\ntoken=mme_used archive= installer= answered=key-of-token is_done=no\ntrap clean_up EXIT\nidentify\nprintf "%s %s" "$id" "$needs_key"\n'
      )
    const shell = spawn('sh', ['-c', script], { env: { PATH: process.env['PATH'], LANG: 'C' } })
    const [output, errors, code] = await Promise.all([
      text(shell.stdout),
      text(shell.stderr),
      new Promise((resolve) => {
        shell.on('close', resolve)
      })
    ])
    return { output, errors, code, isKept: existsSync(file), shown }
  }

  test('is gone on with where the collector takes it, and is not used by asking', async () => {
    const { shown, ...ended } = await identify(refusing(403, 'CLIENT_ID_MISMATCH'))
    expect(ended).toMatchObject({ output: 'pi-1 yes', code: 0, isKept: true })
    expect(shown.map(({ headers }) => [headers['x-client-key'], headers['mimamori-client-id']])).toEqual([['mmk_kept', '-']])
  })

  test('stays where the network fails on the way', async () => {
    expect(
      await identify((response) => {
        response.destroy()
      })
    ).toMatchObject({ code: 1, isKept: true, errors: expect.stringMatching(/does not answer\. Check the network/) as string })
  })

  test('stays where the collector has a certificate that curl does not accept, and what to do is said', async () => {
    expect(await identify(() => {}, 'curl () { return 60; }')).toMatchObject({
      code: 1,
      isKept: true,
      errors: expect.stringMatching(/cannot be trusted.*sudo date --set=@0\..*make a new one on the server/) as string
    })
  })

  test.each([
    [429, 'TOO_MANY_WRONG_KEYS'],
    [503, 'REGISTRY_EMPTY']
  ])('stays where the collector answers %i for now', async (status, code) => {
    expect(await identify(refusing(status, code))).toMatchObject({
      code: 1,
      isKept: true,
      errors: `mimamori: The collector answered ${status}: in words\n`
    })
  })

  test.each([
    [401, 'CLIENT_KEY_INVALID'],
    [403, 'CLIENT_RETIRED']
  ])('goes where it is refused with %i, and where to get a new command is said', async (status, code) => {
    expect(await identify(refusing(status, code))).toMatchObject({
      code: 1,
      isKept: false,
      errors: expect.stringMatching(/The token has been used.*“Set up”, or “Replace card”/) as string
    })
  })
})
