import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { chooseAlertingPorts } from '../../scripts/start/alerting-ports.ts'
import { findListener, isListener } from '../../scripts/start/listener.ts'
import { freePort } from '../../scripts/start/port.ts'
import { isReady } from '../../scripts/start/ready.ts'
import { startText } from '../../scripts/start/text.ts'
import { watchServices } from '../../scripts/start/watch.ts'

/** An npm start or a demonstration of another test takes the default ones. */
const usual = { prometheus: 29_190, alertmanager: 29_293 }

/** Answers 200 to everything, as a program that happens to listen where ours should. */
const listen = async (host: string, port = 0): Promise<number> => {
  const server = createServer((_request, response) => { response.end() }).listen(port, host)
  onTestFinished(() => { server.close() })
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

const choose = async (data: string): Promise<{ readonly ports: unknown, readonly printed: readonly string[] }> => {
  const printed: string[] = []
  const { keep, ...ports } = await chooseAlertingPorts({
    directories: { data }, text: startText('en'), print: (line) => { printed.push(line) }, usual
  })
  keep()
  return { ports, printed }
}

it.each(['127.0.0.1', '::1'])('takes only the process that listens at a port for the one that answers, at %s', async (host) => {
  const port = await listen(host)
  const other = spawn('sleep', ['infinity'])
  onTestFinished(() => { other.kill() })
  const url = new URL(`http://${host.includes(':') ? `[${host}]` : host}:${port}/-/ready`)
  expect([
    await isReady(process.pid, url), await isReady(other.pid, url), await isReady(undefined, url)
  ]).toStrictEqual([true, false, false])
  expect([isListener(process.pid, port + 1), findListener(port)?.pid]).toStrictEqual([false, process.pid])
})

it('gives two starts different ports, also before either listens', async () => {
  const first = await freePort(29_400)
  expect(await freePort(29_400)).toBeGreaterThan(first)
})

it('keeps the ports of the first start, moves from one that another program has taken, says which, and stays there', async () => {
  const data = temporaryDirectory()
  writeFileSync(join(data, 'ports.json'), '{"prometheus":29500,"alertmanager":29600}')
  await listen('127.0.0.1', 29_500)
  const first = await choose(data)
  expect(first.ports).toStrictEqual({ prometheus: 29_190, alertmanager: 29_600 })
  expect(first.printed).toStrictEqual([expect.stringMatching(
    new RegExp(`^port 29500 of Prometheus is in use by \\S.* \\(process ${process.pid}\\); port 29190 is used from now on$`)
  )])
})

it('begins with the usual ports where what it has kept is damaged', async () => {
  const data = temporaryDirectory()
  writeFileSync(join(data, 'ports.json'), '{"prom')
  // The first test to choose them has reserved the first of them.
  expect((await choose(data)).ports).toStrictEqual({ prometheus: 29_191, alertmanager: 29_293 })
  expect(await choose(data)).toMatchObject({ printed: [expect.stringContaining('29191'), expect.stringContaining('29293')] })
})

it('restarts no service whose address another program has, and says which', async () => {
  const port = await listen('127.0.0.1')
  const printed: string[] = []
  const watch = watchServices(startText('en'), (line) => { printed.push(line) })
  watch.keep({
    name: 'Prometheus', logFile: join(temporaryDirectory(), 'prometheus.log'), argv: ['false'], address: { host: '127.0.0.1', port }
  })
  expect(await watch.died).toMatch(new RegExp(
    `^Prometheus exited, and its address 127.0.0.1:${port} is now in use by \\S.* \\(process ${process.pid}\\), so everything is stopped\\.`
  ))
  expect(printed).toStrictEqual([])
})
