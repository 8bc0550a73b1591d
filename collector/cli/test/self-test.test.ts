import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { batchHeaders } from '@mimamori/contract'
import { collectorInTest } from '../../test/collector-in-test.ts'
import { temporaryDirectory } from '../../test/temporary-directory.ts'
import { collectorClient } from '../src/collector-client.ts'
import type { Answer, Invocation } from '../src/command.ts'
import { runSelfTest } from '../src/self-test/run-self-test.ts'
import type { SelfTestContext } from '../src/self-test/step.ts'
import { cliText } from '../src/text/cli-text.ts'

const limits: SelfTestContext['limits'] = { reportMs: 5000, logLineMs: 5000, alertMs: 1000, programMs: 10_000, everyMs: 20 }
const program = '/opt/mimamori/agent/mimamori-agent.js'
/** The names of the steps, in the order in which they are taken. */
const names = ['report', 'logLine', 'alert', 'agentUpdate', 'deviceUpdates']

/** A listening collector on a server with files of its own, and stand-ins on its PATH for the programs that the test starts. */
const serverInTest = async (env: Readonly<Record<string, string>> = {}) => {
  const collector = await collectorInTest({ env })
  await collector.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = collector.app.server.address() as AddressInfo
  const [root, programs] = [temporaryDirectory(), temporaryDirectory()]
  vi.stubEnv('PATH', `${programs}:${process.env['PATH']}`)
  onTestFinished(() => { vi.unstubAllEnvs() })
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
  const standIn = (name: string, script: string): void => {
    writeFileSync(join(programs, name), `#!/bin/sh\n${script}\n`)
    chmodSync(join(programs, name), 0o755)
  }
  const journal = join(programs, 'journal')
  standIn('systemd-cat', `cat >> ${journal}`)
  const text = cliText('en', 'sudo mimamori')
  const settings = {
    listen: { host: '127.0.0.1', port }, dataDirectory: collector.config.dataDir, adminToken: undefined, certificate: undefined, timeZone: undefined
  }
  /** Runs it; gives what it printed and its answer. */
  const selfTest = async (
    setUp: SelfTestContext['setUp'] = () => Promise.reject(new Error('no set-up is expected')),
    { signal = new AbortController().signal, ...changed }: { readonly signal?: AbortSignal, readonly reportMs?: number } = {}
  ): Promise<Answer & { readonly printed: string }> => {
    const printed: string[] = []
    const invocation = {
      ...collectorClient(settings, text, 'en'), root, dataDirectory: settings.dataDirectory, text, language: 'en', signal, timeZone: 'UTC',
      isOn: () => false, showProgress: () => undefined, print: (line: string) => void printed.push(line)
    } as Partial<Invocation> as Invocation
    const answer = await runSelfTest(invocation, { limits: { ...limits, ...changed }, setUp })
    return { ...answer, printed: printed.join('\n') }
  }
  /** Does what the agent of this server does: reports, and sends the lines of the journal, once in 50 ms until the test ends. */
  const startAgent = async (id: string): Promise<void> => {
    const key = await collector.enroll({ id, address: '127.0.0.1' })
    write('/etc/mimamori/agent.id', `${id}\n`)
    let [sequence, sent, isRunning] = [0, 0, true]
    const work = async (): Promise<void> => {
      sequence++
      await collector.sendBatch(key, 'node_load1 1\n', { [batchHeaders.sequence]: String(sequence) })
      const lines = existsSync(journal) ? readFileSync(journal, 'utf8').split('\n').slice(0, -1).slice(sent) : []
      if (lines.length > 0) {
        sent += lines.length
        await collector.app.inject({
          method: 'POST', url: '/api/clients/logs', headers: { 'x-client-key': key },
          payload: { clientId: id, logs: lines.map((message) => ({ level: 'INFO', message })) }
        })
      }
    }
    let working = work()
    const timer = setInterval(() => { if (isRunning) working = working.then(work) }, 50)
    onTestFinished(async () => {
      isRunning = false
      clearInterval(timer)
      await working
    })
  }
  return { collector, write, read: (path: string) => readFileSync(join(root, path), 'utf8'), standIn, selfTest, startAgent }
}

const outcomes = ({ json }: Answer): readonly unknown[] =>
  (json as { readonly steps: readonly { readonly step: string, readonly outcome: string }[] }).steps.map(({ step, outcome }) => `${step} ${outcome}`)

/** The set-up of the package, as far as it concerns the agent: it lists what it would do, and replaces the program that differs. */
const setUpOf = (
  { read, write }: Pick<Awaited<ReturnType<typeof serverInTest>>, 'read' | 'write'>, more: readonly string[] = []
) => {
  const [installed, calls] = [read(program), [] as string[]]
  const setUp: SelfTestContext['setUp'] = async (...flags) => {
    calls.push(flags.join(' '))
    const isOutdated = read(program) !== installed
    const steps = [...isOutdated ? [`Write ${program}`, 'Restart mimamori-agent'] : [], ...more]
    if (flags.includes('--yes')) write(program, installed)
    return { code: 0, output: steps.map((step) => flags.includes('--plan') ? `- ${step}` : `${step} …`).join('\n') }
  }
  return { setUp, calls }
}

test('a server with an agent passes what it has, says what was expected, and leaves out what is not set up', async () => {
  const server = await serverInTest()
  await server.startAgent('pi-server')
  server.write(program, 'run()\n')
  server.write('/etc/mimamori/update-token', 'token')
  server.standIn('runuser', '[ "$1 $2 $3 $4 $5" = "-u mimamori -- ansible pi-server" ] && echo \'pi-server | SUCCESS => {"ping": "pong"}\'')
  const { setUp, calls } = setUpOf(server)
  const answer = await server.selfTest(setUp)
  expect(outcomes(answer)).toEqual(['report passed', 'logLine passed', 'alert notSetUp', 'agentUpdate passed', 'deviceUpdates passed'])
  expect(answer.failure).toBe(false)
  expect(answer.lines).toBe('4 OK, 0 failed, 1 not set up')
  expect(answer.printed).toMatch(/^\[1\/5\] Report\n {2}Waits for the next report .*\(pi-server\)\.\n {2}Expected: .*\n {2}OK: pi-server reported after/)
  expect(answer.printed).toContain('  NOT SET UP: no Alertmanager is set')
  expect([calls, server.read(program)]).toEqual([['--plan', '--yes'], 'run()\n'])
  const { clients } = (await server.collector.asAdmin({ url: '/api/clients' })).json<{ clients: readonly object[] }>()
  expect(clients).toHaveLength(1)
})

test('a server without anything fails, since nothing was shown', async () => {
  const { selfTest } = await serverInTest()
  const answer = await selfTest()
  expect(outcomes(answer)).toEqual(names.map((name) => `${name} notSetUp`))
  expect(answer.failure).toContain('to set this server up')
})

test('an agent that does not report fails with what to do, and the rest is tried', async () => {
  const server = await serverInTest()
  await server.collector.enroll({ id: 'pi-server', address: '127.0.0.1' })
  server.write('/etc/mimamori/agent.id', 'pi-server\n')
  server.write('/etc/mimamori/agent.conf', 'LOG_JOURNAL=no\n')
  const answer = await server.selfTest(undefined, { reportMs: 100 })
  expect(outcomes(answer).slice(0, 2)).toEqual(['report failed', 'logLine notSetUp'])
  expect(answer.failure).toContain('a step has failed')
  expect(answer.printed).toMatch(/FAILED: pi-server has not reported within 0 s\n {2}What to do: .*systemctl status mimamori-agent/)
  expect(answer.printed).toContain('NOT SET UP: LOG_JOURNAL in /etc/mimamori/agent.conf leaves out such lines')
})

test('an update does nothing where the set-up has more to do, and puts the agent back where it leaves it alone', async () => {
  const server = await serverInTest()
  await server.startAgent('pi-server')
  server.write(program, 'run()\n')
  const { setUp, calls } = setUpOf(server, ['Restart mimamori-collector'])
  const answer = await server.selfTest(setUp)
  expect(outcomes(answer)).toContain('agentUpdate failed')
  expect(answer.printed).toContain('FAILED: the set-up has more to do, so nothing was updated:\n    - Restart mimamori-collector')
  expect([calls, server.read(program)]).toEqual([['--plan'], 'run()\n'])
  expect(outcomes(await server.selfTest(() => Promise.resolve({ code: 0, output: '' })))).toContain('agentUpdate notSetUp')
  expect(outcomes(await server.selfTest(() => Promise.resolve({ code: 1, output: 'no space' })))).toContain('agentUpdate failed')
  expect(server.read(program)).toBe('run()\n')
})

test('an inventory without this server is no success, though Ansible ends with 0', async () => {
  const server = await serverInTest()
  await server.startAgent('pi-server')
  server.write('/etc/mimamori/update-token', 'token')
  server.standIn('runuser', 'echo "[WARNING]: Could not match supplied host pattern" >&2')
  const answer = await server.selfTest()
  expect(answer.printed).toContain('FAILED: Ansible’s inventory does not have pi-server')
})

test('an Alertmanager that does not answer fails the alert, and the test’s receiver is removed, also that of a test that was killed', async () => {
  const server = await serverInTest({ MIMAMORI_ALERTMANAGER_URL: 'http://127.0.0.1:9', MIMAMORI_ALERTMANAGER_CONFIG: join(temporaryDirectory(), 'a.yml') })
  const receivers = async (): Promise<readonly object[]> =>
    (await server.collector.asAdmin({ url: '/api/receivers' })).json<{ receivers: readonly object[] }>().receivers
  const add = (port: number) => server.collector.asAdmin({
    method: 'POST', url: '/api/receivers',
    payload: { name: 'self-test', language: 'en', channel: { type: 'webhook', url: `http://127.0.0.1:${port}/x` } }
  })
  await add(9)
  const answer = await server.selfTest()
  expect(outcomes(answer)).toContain('alert failed')
  expect(answer.printed).toContain('FAILED: Alertmanager does not answer at http://127.0.0.1:9')
  expect(await receivers()).toEqual([])
  // Somebody's own, which a program listens for.
  const listener = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => { listener.close() })
  await once(listener, 'listening')
  await add((listener.address() as AddressInfo).port)
  expect((await server.selfTest()).printed).toContain('FAILED: another self-test is running, or there is a receiver self-test')
  expect(await receivers()).toHaveLength(1)
})

test('Ctrl-C ends it, and it says so', async () => {
  const server = await serverInTest()
  await server.collector.enroll({ id: 'pi-server', address: '127.0.0.1' })
  server.write('/etc/mimamori/agent.id', 'pi-server\n')
  const stopped = new AbortController()
  const ended = server.selfTest(undefined, { signal: stopped.signal })
  stopped.abort()
  await expect(ended).rejects.toThrow('stopped; nothing of the test is left')
})
