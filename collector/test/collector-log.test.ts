import { spawnSync } from 'node:child_process'
import { openSync } from 'node:fs'
import { expect, test } from 'vitest'
import { httpStandIn, type StandInAnswer } from './alerts/stand-ins/http-stand-in.ts'
import { createCollectorLog } from '../src/collector-log.ts'

const quiet = { lokiTokenFile: undefined, lokiTenant: undefined }

/** A log whose standard output is kept. */
const logInTest = (lokiUrl: string | undefined) => {
  const lines: string[] = []
  return { lines, ...createCollectorLog({ ...quiet, lokiUrl }, { output: { write: (line) => { lines.push(line) } } }) }
}
const messages = (lines: readonly string[]) => lines.map((line) => (JSON.parse(line) as { msg: string }).msg)

test('the collector’s own log is in Loki, too, by job and level, and on standard output as without one', async () => {
  const loki = await httpStandIn(() => ({ status: 204 }))
  const { log, close, lines } = logInTest(loki.origin)
  log.warn({ device: 'pi-1' }, 'report refused')
  log.info('collector stops')
  await close()
  expect(messages(lines)).toEqual(['report refused', 'collector stops'])
  expect(JSON.parse(lines[0]!)).toMatchObject({ level: 40, time: expect.stringMatching(/^\d{4}-.*Z$/), device: 'pi-1' })
  const [push] = loki.requests
  expect(push).toMatchObject({ method: 'POST', path: '/loki/api/v1/push' })
  const { streams } = JSON.parse(push!.body) as { streams: { stream: object, values: [[string, string]] }[] }
  expect(streams.map(({ stream, values: [[time, line]] }) => [stream, /^\d{19}$/.test(time), JSON.parse(line) as unknown])).toEqual(
    ['warn', 'info'].map((level, index) => [{ job: 'mimamori-collector', level }, true, JSON.parse(lines[index]!) as unknown]))
})

test.each<[string, StandInAnswer | undefined]>([
  ['is not there', undefined],
  ['refuses', { status: 400, body: 'entry too far behind' }],
  ['fails', { status: 500 }],
  ['never ends its answer', { isEndless: true, body: 'x' }]
])('a Loki that %s keeps neither a line from standard output nor the collector from ending', async (_, answer) => {
  const loki = answer === undefined ? undefined : await httpStandIn(() => answer)
  const { log, close, lines } = logInTest(loki?.origin ?? 'http://127.0.0.1:1')
  for (let i = 0; i < 3000; i++) log.info(String(i))
  await close()
  log.info('after')
  expect(lines).toHaveLength(3001)
})

test('without a Loki it goes to standard output alone', async () => {
  const { log, close, lines } = logInTest(undefined)
  log.info('alone')
  await close()
  expect(messages(lines)).toEqual(['alone'])
})

test('standard output on a full disk holds nothing up', () => {
  const program = `
    import { createCollectorLog } from ${JSON.stringify(import.meta.resolve('../src/collector-log.ts'))}
    const { log } = createCollectorLog({})
    for (const level of ['info', 'error', 'fatal']) log[level]('lost')
    process.stderr.write('went on')`
  const { stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8', stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'], timeout: 20_000
  })
  expect(stderr).toBe('went on')
})
