import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { collectorInTest, type CollectorInTest } from '../collector-in-test.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { until } from '../until.ts'
import { amtoolProgram, describeWithAmtool } from './amtool-in-test.ts'
import { goldenReceiver } from './golden-receivers.ts'

/** Stands in for Alertmanager where it only reads its configuration again: what it would refuse is given beforehand. */
const alertmanagerThatReloads = async (): Promise<{
  readonly url: string
  readonly reloads: () => number
  refuse: (reason: string | undefined) => void
  readonly server: Server
}> => {
  let reloads = 0
  let reason: string | undefined
  const server = createServer((request, response) => {
    if (request.url === '/-/reload' && request.method === 'POST') {
      reloads++
      response.statusCode = reason === undefined ? 200 : 500
      response.end(reason)
    } else response.end(JSON.stringify({ uptime: '2026-11-25T00:00:00Z', config: { original: 'route: {}' } }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const { port } = server.address() as { readonly port: number }
  return {
    url: `http://127.0.0.1:${port}`,
    reloads: () => reloads,
    refuse: (next) => {
      reason = next
    },
    server
  }
}

const filesOf = (directory: string): readonly string[] => readdirSync(directory, { recursive: true }).map(String).sort()
const configured = async (
  url: string,
  settings: Readonly<Record<string, string>> = {}
): Promise<CollectorInTest & { readonly file: string, readonly directory: string }> => {
  const directory = join(temporaryDirectory(), 'alertmanager')
  const file = join(directory, 'alertmanager.yml')
  const collector = await collectorInTest({
    env: { MIMAMORI_ALERTMANAGER_URL: url, MIMAMORI_ALERTMANAGER_CONFIG: file, MIMAMORI_AMTOOL: amtoolProgram, ...settings }
  })
  return { ...collector, file, directory }
}
const add = (collector: CollectorInTest, name: string) =>
  collector.asAdmin({ method: 'POST', url: '/api/receivers', body: goldenReceiver(name) })

describeWithAmtool('the configuration of Alertmanager', () => {
  test('is written with every change, readable by its owner alone, and read again at once; no secret of before stays on the disk', async () => {
    const alertmanager = await alertmanagerThatReloads()
    const collector = await configured(alertmanager.url)
    await until('the first configuration', () => collector.deps.alerting.receivers.configuration() === 'applied')
    expect((await add(collector, 'chat')).json()).toMatchObject({ configuration: 'applied' })
    const files = filesOf(collector.directory)
    expect(files.map((name) => name.replace(/^generation-[^/]+/, 'generation'))).toEqual([
      'alertmanager.yml',
      'generation',
      'generation/chat-url',
      'generation/messages.tmpl'
    ])
    for (const name of files) expect([name, statSync(join(collector.directory, name)).mode & 0o077]).toEqual([name, 0])
    expect(alertmanager.reloads()).toBe(2)
    await collector.asAdmin({ method: 'DELETE', url: '/api/receivers/chat' })
    expect(filesOf(collector.directory).filter((name) => name.endsWith('chat-url'))).toEqual([])
    expect(readFileSync(collector.file, 'utf8')).not.toContain('chat')
  })

  test('is readable by the group, too, to which an administrator gave its directory', async () => {
    const gid = process.getuid?.() === 0 ? 65_534 : process.getgid!()
    const directory = join(temporaryDirectory(), 'alertmanager')
    mkdirSync(directory)
    chownSync(directory, process.getuid!(), gid)
    chmodSync(directory, 0o750)
    const alertmanager = await alertmanagerThatReloads()
    const collector = await collectorInTest({
      env: {
        MIMAMORI_ALERTMANAGER_URL: alertmanager.url,
        MIMAMORI_ALERTMANAGER_CONFIG: join(directory, 'alertmanager.yml'),
        MIMAMORI_AMTOOL: amtoolProgram
      }
    })
    await add(collector, 'chat')
    const found = filesOf(directory).map((name) => [
      name.replace(/^generation-[^/]+/, 'generation'),
      statSync(join(directory, name)).gid,
      (statSync(join(directory, name)).mode & 0o777).toString(8)
    ])
    expect(found).toEqual([
      ['alertmanager.yml', gid, '640'],
      ['generation', gid, '750'],
      ['generation/chat-url', gid, '640'],
      ['generation/messages.tmpl', gid, '640']
    ])
  })

  test('stays as it was where amtool refuses the new one, and so do the receivers', async () => {
    const alertmanager = await alertmanagerThatReloads()
    const base = join(temporaryDirectory(), 'base.yml')
    writeFileSync(base, readFileSync(join(import.meta.dirname, '../../../dashboards/out/alertmanager.yml')))
    const collector = await configured(alertmanager.url, { MIMAMORI_ALERTMANAGER_BASE: base })
    await add(collector, 'chat')
    const before = readFileSync(collector.file, 'utf8')
    writeFileSync(base, 'route: { receiver: x, group_wait: soon }\nreceivers: [{ name: x }]\n')
    const refused = await add(collector, 'program')
    expect(refused.json()).toMatchObject({
      code: 'CONFIGURATION_REFUSED',
      message: expect.stringMatching(
        /^Alertmanager would not take the configuration, so nothing was changed: .*not a valid duration string/
      )
    })
    expect(refused.body).not.toContain('f2c1a4')
    expect(readFileSync(collector.file, 'utf8')).toBe(before)
    const files = filesOf(collector.directory)
    expect(files).toContain(join(/generation-[0-9a-f-]+/.exec(before)![0], 'chat-url'))
    writeFileSync(base, 'receivers:')
    expect((await add(collector, 'program')).statusCode).toBe(422)
    expect(filesOf(collector.directory)).toEqual(files)
    expect((await collector.asAdmin({ method: 'GET', url: '/api/receivers/program' })).json()).toMatchObject({ code: 'RECEIVER_NOT_FOUND' })
  })

  test('is put back where Alertmanager refuses it when it reads it', async () => {
    const alertmanager = await alertmanagerThatReloads()
    const collector = await configured(alertmanager.url)
    await add(collector, 'chat')
    const before = readFileSync(collector.file, 'utf8')
    alertmanager.refuse('failed to reload config: something')
    expect((await add(collector, 'program')).json()).toMatchObject({
      code: 'CONFIGURATION_REFUSED',
      message: expect.stringContaining('something')
    })
    expect(readFileSync(collector.file, 'utf8')).toBe(before)
  })

  test('waits for an Alertmanager that is not there', async () => {
    const { server, url } = await alertmanagerThatReloads()
    server.close()
    const collector = await configured(url)
    expect((await add(collector, 'chat')).json()).toMatchObject({ configuration: 'waiting' })
    expect(readFileSync(collector.file, 'utf8')).toContain('name: chat')
  })
})

test('where amtool is not installed nothing is written, and what to paste is shown without secrets', async () => {
  const collector = await configured('http://127.0.0.1:9', { MIMAMORI_AMTOOL: '/nowhere/amtool' })
  expect((await add(collector, 'chat')).json()).toMatchObject({ configuration: 'by_hand' })
  const answer = await collector.asAdmin({ method: 'GET', url: '/api/receivers/configuration' })
  expect(answer.json()).toMatchObject({
    configuration: 'by_hand',
    yaml: expect.stringContaining('api_url_file: /etc/mimamori/alertmanager/chat-url')
  })
  expect(answer.json<{ files: readonly object[] }>().files).toEqual([
    { path: '/etc/mimamori/alertmanager/chat-url', content: null },
    { path: '/etc/mimamori/alertmanager/messages.tmpl', content: expect.stringContaining('mimamori.title.ja') },
    { path: '/etc/mimamori/alertmanager/token', content: null }
  ])
  expect(answer.body).not.toContain('xq3f7t')
})
