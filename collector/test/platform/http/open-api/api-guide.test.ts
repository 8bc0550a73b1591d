import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { alertmanagerStandIn } from '../../../alerts/stand-ins/alertmanager.ts'
import { collectorInTest } from '../../../collector-in-test.ts'

/** The calls of the guide, after those of every operation that it leaves out. */
const guide = ['api-calls.txt', '../../../../../docs/guides/api.md']
  .map((path) => readFileSync(join(import.meta.dirname, path), 'utf8'))
  .join('\n')

interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly payload: string | undefined
  readonly usesCookie: boolean
}

/** The words of a command as a shell reads them: in single quotes as they are, else with the values of variables. */
const wordsOf = (command: string, variables: Readonly<Record<string, string>>): readonly string[] =>
  [...command.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, asIs, quoted, plain]) => asIs ?? (quoted ?? plain)!.replace(/\$(\w+)/g, (_, name: string) => variables[name]!)
  )

const readCall = (command: string, variables: Readonly<Record<string, string>>): Call => {
  const words = wordsOf(command, variables)
  const after = (flag: string): readonly string[] => words.flatMap((word, i) => word === flag ? [words[i + 1]!] : [])
  const [payload] = [...after('-d'), ...after('--data-binary')]
  return {
    method: (after('-X')[0] ?? (payload === undefined ? 'GET' : 'POST')) as Call['method'],
    url: words.find((word) => word.startsWith('/'))!,
    headers: Object.fromEntries(after('-H').map((header) => header.split(/: (.*)/s).slice(0, 2) as [string, string])),
    payload: payload === '@report.prom' ? '# TYPE node_load1 gauge\nnode_load1 0.12\n' : payload,
    usesCookie: words.includes('-b')
  }
}

test('every call of the guide is answered with success, in its order, and every operation is called there or in api-calls.txt', async () => {
  const { app, adminToken, enroll } = await collectorInTest({ env: { MIMAMORI_ALERTMANAGER_URL: (await alertmanagerStandIn()).origin } })
  const variables: Record<string, string> = {
    server: '',
    auth: `authorization: Bearer ${adminToken}`,
    json: 'content-type: application/json',
    key: `x-client-key: ${await enroll({ id: 'pi-kiosk-03', site: 'north', role: 'kiosk' })}`,
    run: /^run=(.*)$/m.exec(guide)![1]!
  }
  const called: string[] = []
  let [code, cookie, silence, token, session, enrollmentToken, requested] = ['', '', '', '', '', '', '']
  const until = new Date(Date.now() + 3_600_000).toISOString()
  for (const [command] of guide.matchAll(/^curl .*$/gm)) {
    const {
      url,
      usesCookie,
      headers,
      payload = '',
      method
    } = readCall(
      command
        .replace('CODE', code)
        .replace('ENROLLMENT', enrollmentToken)
        .replace('TOKEN', token)
        .replace('SILENCE', silence)
        .replace('SESSION', session)
        .replace('REQUEST', requested)
        .replace('UNTIL', until)
        .replace('origin: $server', 'origin: http://127.0.0.1:8080'),
      variables
    )
    const isEndless = command.includes(' -N ')
    // A stream that has no end is read no further than its beginning.
    const answer = await app.inject({
      method,
      url,
      payload,
      payloadAsStream: isEndless,
      headers: { host: '127.0.0.1:8080', ...headers, ...(usesCookie && { cookie }) }
    })
    expect([command, answer.statusCode < 300, answer.statusCode < 300 ? '' : answer.body]).toEqual([command, true, ''])
    if (isEndless) answer.stream().destroy()
    called.push(`${method.toLowerCase()} ${url.split('?')[0]}`)
    if (url === '/api/silences' && method === 'POST') silence = answer.json<{ id: string }>().id
    if (url === '/api/sessions') session = answer.json<{ sessions: readonly { id: string }[] }>().sessions[0]!.id
    if (url.endsWith('/enrollment-token') && method === 'POST') enrollmentToken = answer.json<{ token: string }>().token
    if (url === '/api/tokens' && method === 'POST') token = answer.json<{ token: string }>().token
    if (url === '/api/run-requests' && method === 'POST') requested = answer.json<{ request: { id: string } }>().request.id
    if (url === '/api/login-codes') code = answer.json<{ code: string }>().code
    if (url === '/api/login' || url === '/api/login/password') cookie = String(answer.headers['set-cookie']).split(';')[0]!
  }
  const { paths } = (await app.inject({ url: '/openapi.json' })).json<{ paths: Readonly<Record<string, object>> }>()
  const operations = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`))
  const isCalled = (operation: string): boolean =>
    called.some((call) => new RegExp(`^${operation.replace(/\{\w+\}/g, '[^/]+')}$`).test(call))
  expect(operations.filter((operation) => !isCalled(operation))).toEqual([])
})
