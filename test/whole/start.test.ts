import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { execFile } from 'node:child_process'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { until } from '../../collector/test/until.ts'
import { withoutSettings } from '../../scripts/start/environment.ts'
import { opensslIsMissing, selfSigned } from '../../collector/test/self-signed.ts'
import { freePort } from '../../collector/test/free-port.ts'
import { lanAddress } from '../lan-address.ts'
import { describeWith, isAlive } from './processes.ts'
import { prometheusProgram } from './real-peers.ts'
import { agentProgram, childOf, childrenOf, collectorProgram, loginLink, runStart, type StartProcess } from './start-process.ts'

let dataDirectory: string
let port: number
let running: StartProcess[]

beforeEach(async () => {
  dataDirectory = temporaryDirectory()
  port = await freePort()
  running = []
})
afterEach(async () => {
  for (const started of running) {
    started.kill('SIGTERM')
    await started.exited
  }
})

const start = (env: Readonly<Record<string, string>> = {}, ...args: readonly string[]): StartProcess => {
  const started = runStart({ dataDirectory, port, env, program: ['scripts/start.ts', ...args] })
  running.push(started)
  return started
}

interface Client { readonly clientId: string, readonly freshness: string, readonly memoryUsage: number | null }

const clients = async (): Promise<readonly Client[]> => {
  const token = readFileSync(join(dataDirectory, 'admin-token'), 'utf8').trim()
  const answer = await fetch(`http://127.0.0.1:${port}/api/clients/status`, { headers: { authorization: `Bearer ${token}` } })
  return (await answer.json() as { clients: Client[] }).clients
}

describe('npm start', () => {
  test('shows this machine fresh, with true values; its link, and a printed command from any terminal, let a browser in, and neither link nor key is seen by others', async () => {
    const started = start()
    const link = await loginLink(started)
    const command = /^ {2}(.*npm run -s mimamori -- login)$/m.exec(
      await until('the command', () => (started.output().includes('Ctrl-C') ? started.output() : undefined))
    )?.[1]
    const { stdout } = await promisify(execFile)('/bin/sh', ['-c', command!], {
      cwd: join(import.meta.dirname, '../..'),
      env: withoutSettings(process.env)
    })
    expect(stdout).toContain(`http://127.0.0.1:${port}/admin/login#`)
    for (const file of ['agent/key', 'agent/agent.conf', 'admin-token', 'tokens/prometheus']) {
      expect(statSync(join(dataDirectory, file)).mode & 0o077, file).toBe(0)
    }
    for (const log of ['collector.log', 'agent.log']) {
      expect(readFileSync(join(dataDirectory, 'logs', log), 'utf8')).not.toContain(new URL(link).hash.slice(1))
    }
    const client = await until('a fresh report', async () => (await clients()).find(({ freshness }) => freshness === 'fresh'))
    expect(client.memoryUsage).toBeGreaterThan(0)
    expect(client.memoryUsage).toBeLessThan(100)
    const { origin, hash } = new URL(link)
    const login = await fetch(`${origin}/api/login`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body: JSON.stringify({ code: hash.slice(1) })
    })
    expect(login.status).toBe(200)
  })

  test('stops every part on Ctrl-C, which arrives twice, and knows the machine when it is started again', async () => {
    const first = start()
    await loginLink(first)
    const children = [...childrenOf(first.pid).keys()]
    expect(children.length).toBeGreaterThanOrEqual(2)
    first.kill('SIGINT')
    first.kill('SIGINT')
    expect(await first.exited).toBe(0)
    expect(children.filter(isAlive)).toEqual([])
    // Where the agent goes on from.
    expect(readdirSync(join(dataDirectory, 'agent', 'spool'))).toContain('logs')
    const key = readFileSync(join(dataDirectory, 'agent', 'key'), 'utf8')

    const second = start({ MIMAMORI_ALERTS: 'no' })
    await loginLink(second)
    expect(second.output()).toContain('this machine is already enrolled as')
    expect(readFileSync(join(dataDirectory, 'agent', 'key'), 'utf8')).toBe(key)
    expect(await clients()).toHaveLength(1)
    await until('a report with the key it had', async () =>
      (await clients()).find(({ freshness, memoryUsage }) => freshness === 'fresh' && memoryUsage !== null)
    )
  })

  test('says of a machine whose keys were revoked that nothing of it is taken, and how to bring it back', async () => {
    const first = start({ MIMAMORI_ALERTS: 'no' })
    await loginLink(first)
    const [{ clientId }] = await clients() as [Client]
    const token = readFileSync(join(dataDirectory, 'admin-token'), 'utf8').trim()
    expect(
      (
        await fetch(`http://127.0.0.1:${port}/api/clients/${clientId}/revoke`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}` }
        })
      ).status
    ).toBe(200)
    const again = async (): Promise<string> => {
      running.at(-1)!.kill('SIGTERM')
      await running.at(-1)!.exited
      const started = start({ MIMAMORI_ALERTS: 'no' })
      await loginLink(started)
      return started.output()
    }
    const keyFile = join(dataDirectory, 'agent', 'key')
    expect(await again()).toContain(
      `this machine is enrolled as ${clientId}, but its keys were revoked, so its reports are rejected. To bring it back, delete ${keyFile} and start again`
    )
    rmSync(keyFile)
    expect(await again()).toContain('was lost, so a new one was issued')
    await until('a report with the new key', async () =>
      (await clients()).find(({ freshness, memoryUsage }) => freshness === 'fresh' && memoryUsage !== null)
    )
  })

  test('says that the collector died, stops the others, and exits with 1', async () => {
    const started = start()
    await loginLink(started)
    const children = childrenOf(started.pid)
    process.kill(childOf(children, collectorProgram), 'SIGKILL')
    expect(await started.exited).toBe(1)
    expect(started.errors()).toContain('Collector exited unexpectedly (signal SIGKILL), so everything is stopped.')
    expect([...children.keys()].filter(isAlive)).toEqual([])
  })

  test('starts a collector again that died while starting', async () => {
    const started = start({ MIMAMORI_ALERTS: 'no' })
    process.kill(
      await until('a collector', () => [...childrenOf(started.pid)].find(([, command]) => collectorProgram.test(command))?.[0]), 'SIGKILL'
    )
    await loginLink(started)
    expect(started.output()).toContain('Collector exited unexpectedly (signal SIGKILL); restarting it in 1 s.')
  })

  test('leaves Prometheus and Alertmanager out if told to; says that another part died, and starts that one again', async () => {
    const started = start({ MIMAMORI_ALERTS: 'no' })
    await loginLink(started)
    expect(started.output()).toContain('MIMAMORI_ALERTS=no: Prometheus and Alertmanager are not started, so nobody is notified of alerts')
    const children = childrenOf(started.pid)
    expect(children.size).toBe(2)
    process.kill(childOf(children, agentProgram), 'SIGKILL')
    await until('another agent', () =>
      [...childrenOf(started.pid)].some(([pid, command]) => !children.has(pid) && agentProgram.test(command))
    )
    expect(started.output()).toContain('Agent exited unexpectedly (signal SIGKILL); restarting it in 1 s.')
    expect(childOf(childrenOf(started.pid), collectorProgram)).toBe(childOf(children, collectorProgram))
  })

  test('leaves nothing running where it is killed itself', async () => {
    const started = start()
    await loginLink(started)
    const children = [...childrenOf(started.pid).keys()]
    started.kill('SIGKILL')
    await started.exited
    await until('the end of every part', () => !children.some(isAlive))
  })

  test('goes on without Prometheus and Alertmanager where they are not installed, and says how to install them', async () => {
    const started = start({ PATH: '' })
    await loginLink(started)
    expect(started.output()).toContain(
      'not installed: prometheus, prometheus-alertmanager. Continuing without, so nobody is notified of alerts. To install on Debian: sudo apt-get install --no-install-recommends prometheus prometheus-alertmanager'
    )
    expect(childrenOf(started.pid).size).toBe(2)
    await until('a fresh report', async () =>
      (await clients()).find(({ freshness, memoryUsage }) => freshness === 'fresh' && memoryUsage !== null)
    )
  })

  test('names an address that is taken, stops nothing, and exits with 1', async () => {
    const other = createServer().listen(port, '127.0.0.1')
    await once(other, 'listening')
    const started = start()
    expect(await started.exited).toBe(1)
    expect(started.errors()).toContain(
      `127.0.0.1:${port} is already in use by ${readFileSync('/proc/self/comm', 'utf8').trim()} (process ${process.pid}).`
    )
    expect(started.output()).not.toContain('stopp')
    other.close()
  })

  test('leaves the log of a collector alone that is at work in the same data directory, also at another address, and exits with 1', async () => {
    const first = start({ MIMAMORI_ALERTS: 'no' })
    await loginLink(first)
    const log = join(dataDirectory, 'logs', 'collector.log')
    const { ino } = statSync(log)
    const second = start({ MIMAMORI_LISTEN: `127.0.0.1:${await freePort()}` })
    expect(await second.exited).toBe(1)
    expect(second.errors()).toContain(`another collector uses the data directory ${dataDirectory}`)
    expect(statSync(log).ino).toBe(ino)
    expect(existsSync(`${log}.previous`)).toBe(false)
    expect(await clients()).toHaveLength(1)
  })

  test('refuses arguments, which change nothing, says where settings belong, and exits with 2', async () => {
    const started = start({}, '--listen', '127.0.0.1:9000')
    expect(await started.exited).toBe(2)
    expect([started.output(), started.errors()]).toEqual([
      '',
      'mimamori: expected no arguments, got --listen 127.0.0.1:9000; settings are environment variables, written before the command, such as MIMAMORI_LISTEN=127.0.0.1:8081 npm start; --help lists them\n'
    ])
  })

  test('lists all settings when asked for help, and starts nothing', async () => {
    const started = start({}, '--help')
    expect(await started.exited).toBe(0)
    expect(started.output()).toContain('\n  MIMAMORI_LISTEN=127.0.0.1:8080\n      address and port to listen on\n')
    expect([started.output().includes('starting'), started.errors()]).toEqual([false, ''])
  })

  test('names every wrong setting, and exits with 2', async () => {
    const started = start({ MIMAMORI_LISTN: '127.0.0.1:1', MIMAMORI_PROBE_PORT: 'ssh' })
    expect(await started.exited).toBe(2)
    expect(started.errors()).toMatch(/MIMAMORI_LISTN.*MIMAMORI_LISTEN[\s\S]*MIMAMORI_PROBE_PORT/)
  })
})

describeWith(prometheusProgram)('npm start, where Prometheus is installed', () => {
  test('has alerts link to where people reach the collector, and to Prometheus where that answers', async () => {
    const started = start({ MIMAMORI_PUBLIC_URL: 'https://mimamori.factory.lan', LANG: 'ja_JP.UTF-8' })
    const prometheus = await until('Prometheus', () => /Prometheus が (\S+) で動いています/.exec(started.output())?.[1])
    const ask = async (path: string): Promise<unknown> => (await fetch(`${prometheus}${path}`)).json()
    expect(await ask('/api/v1/rules')).toMatchObject({ data: { groups: [{ rules: expect.arrayContaining([expect.objectContaining({
      name: 'DeviceSilent',
      annotations: expect.objectContaining({
        runbook_url: 'https://mimamori.factory.lan/admin/runbook/DeviceSilent',
        dashboard_url: 'https://mimamori.factory.lan/admin/devices/{{ $labels.device }}'
      }) as unknown
    })]) as unknown }] } })
    expect(await ask('/api/v1/status/flags')).toMatchObject({
      data: { 'web.external-url': prometheus, 'web.enable-remote-write-receiver': 'true' }
    })
  })

  test.skipIf(lanAddress === undefined || opensslIsMissing)(
    'shows this machine, and has Prometheus scrape the collector, by https with a certificate that is not for loopback',
    async () => {
      const { certFile, keyFile } = selfSigned(undefined, { names: `IP:${lanAddress},DNS:mimamori.invalid` })
      const started = start({ MIMAMORI_LISTEN: `0.0.0.0:${port}`, MIMAMORI_TLS_CERT: certFile, MIMAMORI_TLS_KEY: keyFile })
      const prometheus = await until('Prometheus', () => /Prometheus runs at (\S+)/.exec(started.output())?.[1])
      const query = async (expression: string): Promise<readonly { readonly value: readonly [number, string] }[]> => {
        const answer = await fetch(`${prometheus}/api/v1/query?query=${encodeURIComponent(expression)}`)
        return ((await answer.json()) as { data: { result: readonly { value: readonly [number, string] }[] } }).data.result
      }
      await until('a report of this machine in Prometheus', async () => (await query('mimamori_device_memory_usage_ratio')).at(0), {
        withinMs: 120_000
      })
      const up = await until('a scrape of the collector', async () => (await query('up{job="mimamori-collector"}')).at(0))
      expect(up.value[1]).toBe('1')
      expect(started.output()).toContain(`Collector runs at https://${lanAddress}:${port}`)
    }
  )

  test.skipIf(opensslIsMissing)(
    'says what is wrong with a certificate in which nothing leads to this machine, starts nothing, and exits with 2',
    async () => {
      const { certFile, keyFile } = selfSigned(undefined, { names: 'DNS:mimamori.invalid' })
      const started = start({ MIMAMORI_TLS_CERT: certFile, MIMAMORI_TLS_KEY: keyFile })
      expect(await started.exited).toBe(2)
      expect(started.errors()).toContain(
        `got ${certFile}, which is valid for DNS:mimamori.invalid: the agent and Prometheus on this machine would not trust it`
      )
      expect(existsSync(join(dataDirectory, 'logs', 'collector.log'))).toBe(false)
    }
  )
})
