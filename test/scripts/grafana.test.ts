import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../collector/test/until-all-end.ts'
import { startGrafanaStandIn, type GrafanaStandIn } from '../../dashboards/test/put/grafana-stand-in.ts'
import { localCollectorUrl } from '../../scripts/grafana/collector-address.ts'
import { runGrafana } from '../../scripts/grafana/run-grafana.ts'
import { grafanaText } from '../../scripts/grafana/text.ts'

const token = 'glsa_of_the_test'
let directory: string
let tokenFile: string
let grafana: GrafanaStandIn
const ended = untilAllEnd()
beforeAll(() => {
  directory = temporaryDirectory(ended)
  tokenFile = join(directory, 'token')
  writeFileSync(tokenFile, `${token}\n`)
  writeFileSync(join(directory, 'other'), 'glsa_other')
  writeFileSync(join(directory, 'empty'), '\n')
})
beforeEach(async () => { grafana = await startGrafanaStandIn({ token }) })
afterEach(async () => { await grafana.close() })

let localCollector: URL | undefined
const run = async (...args: readonly string[]) => {
  const printed: string[] = []
  const complained: string[] = []
  const status = await runGrafana(args, {
    language: 'en', localCollector,
    print: (line) => { printed.push(line) },
    complain: (line) => { complained.push(line) }
  })
  return { status, printed, complained }
}
const access = (): readonly string[] => ['--url', grafana.url.href, '--token-file', tokenFile]

test('puts the dashboards, says of each what became of it, and where to look; then takes them away', async () => {
  const first = await run(...access())
  expect(first).toMatchObject({ status: 0, complained: [] })
  expect(first.printed[0]).toBe('Links in the dashboards lead to the collector at http://127.0.0.1:8080; --collector-url changes that.')
  expect(first.printed).toEqual(expect.arrayContaining(['created    Fleet', 'created    全端末']))
  expect(first.printed.at(-1)).toBe(`Open ${grafana.url.origin}/d/mimamori-fleet-en`)
  expect((await run(...access(), '--collector-url', 'http://10.0.0.5:8080')).printed).toEqual(expect.arrayContaining(['changed    Fleet']))
  expect((await run(...access(), '--remove')).printed).toEqual(
    expect.arrayContaining(['removed    Fleet', 'removed    Mimamori (English)'])
  )
  expect(await run(...access(), '--remove')).toEqual({ status: 0, printed: ['Nothing of Mimamori is in this Grafana.'], complained: [] })
})

test('has links lead to the collector of this machine where its settings say where people reach it, and else beside Grafana', async () => {
  const settings = join(directory, 'collector.conf')
  const reached = (content: string): string | undefined => {
    writeFileSync(settings, content)
    return localCollectorUrl({}, 'en', settings)?.href
  }
  expect(reached('MIMAMORI_LISTEN=192.168.10.2:8443\nMIMAMORI_ALLOW_HTTP=yes\n')).toBe('http://192.168.10.2:8443/')
  expect(reached('MIMAMORI_PUBLIC_URL=https://mimamori.factory.lan\n')).toBe('https://mimamori.factory.lan/')
  expect([reached('# nothing\n'), reached('MIMAMORI_LISTEN=nowhere\n'), localCollectorUrl({}, 'en', join(directory, 'none'))]).toEqual([
    undefined,
    undefined,
    undefined
  ])
  localCollector = new URL('https://mimamori.factory.lan')
  onTestFinished(() => { localCollector = undefined })
  expect((await run(...access())).printed[0]).toBe(
    'Links in the dashboards lead to the collector at https://mimamori.factory.lan; --collector-url changes that.'
  )
})

test('says in a sentence what Grafana does not do, and what to do about it', async () => {
  expect(await run('--url', grafana.url.href, '--token-file', join(directory, 'other'))).toMatchObject({
    status: 1,
    complained: [
      `Grafana at ${grafana.url.href} rejects the token. Create one in Grafana under Administration → Users and access → Service accounts, with the role Editor, and write it into the file.`
    ]
  })
  grafana.folders.set('mine', { uid: 'mine', title: 'Mimamori (English)', version: 1 })
  expect(await run(...access())).toMatchObject({
    status: 1,
    complained: [
      'The folder “Mimamori (English)” cannot be created (409 a folder with the same name already exists in the current location). Rename the other folder in Grafana, and run the command again.'
    ]
  })
})

test('adds the data sources whose addresses are given, changes an address, and takes them away with the dashboards', async () => {
  expect((await run(...access())).printed).toContain(
    'The panels ask the data sources that this Grafana has; --prometheus-url and --loki-url add them.'
  )
  expect(grafana.dataSources.size).toBe(0)
  expect((await run(...access(), '--prometheus-url', 'http://127.0.0.1:9190')).printed).toContain('created    Prometheus (Mimamori)')
  expect(grafana.dataSources.get('mimamori-prometheus')).toMatchObject({
    type: 'prometheus',
    access: 'proxy',
    url: 'http://127.0.0.1:9190',
    isDefault: false,
    jsonData: { timeInterval: '60s' }
  })
  const both = ['--prometheus-url', 'http://192.168.10.2:9090', '--loki-url', 'http://192.168.10.2:3100']
  expect((await run(...access(), ...both)).printed).toEqual(
    expect.arrayContaining(['changed    Prometheus (Mimamori)', 'created    Loki (Mimamori)'])
  )
  expect((await run(...access(), ...both)).printed).toEqual(
    expect.arrayContaining(['unchanged  Prometheus (Mimamori)', 'unchanged  Loki (Mimamori)'])
  )
  const loki = grafana.dataSources.get('mimamori-loki')! as { jsonData: { derivedFields: readonly { url: string }[] } }
  // Here nothing is replaced by the environment, as it is in a file.
  expect(loki.jsonData.derivedFields.map(({ url }) => url)).toEqual([
    '/d/mimamori-logs-en?var-request=${__value.raw}',
    '/d/mimamori-logs-ja?var-request=${__value.raw}'
  ])
  grafana.dataSources.set('mimamori-loki', { ...loki, jsonData: { ...loki.jsonData, derivedFields: [], timeout: 60 } })
  expect((await run(...access(), ...both)).printed).toContain('changed    Loki (Mimamori)')
  expect(grafana.dataSources.get('mimamori-loki')).toMatchObject({ jsonData: { ...loki.jsonData, timeout: 60 } })
  expect((await run(...access(), '--remove')).printed).toEqual(
    expect.arrayContaining(['removed    Prometheus (Mimamori)', 'removed    Loki (Mimamori)'])
  )
  expect(grafana.dataSources.size).toBe(0)
})

test('leaves data sources alone that a file provides, and says what a name that is taken or a missing role needs', async () => {
  grafana.dataSources.set('mimamori-prometheus', { name: 'Prometheus (Mimamori)', url: 'http://127.0.0.1:9190', readOnly: true })
  grafana.dataSources.set('other', { name: 'Loki (Mimamori)', url: 'http://elsewhere:3100', readOnly: false })
  const why = async (...args: readonly string[]) => (await run(...access(), ...args)).complained[0]
  expect(await why('--prometheus-url', 'http://192.168.10.2:9090')).toContain(
    '“Prometheus (Mimamori)” comes from a file that Grafana reads at its start.'
  )
  expect(await why('--loki-url', 'http://192.168.10.2:3100')).toBe(
    'There is another data source called “Loki (Mimamori)”. Rename it in Grafana, and run the command again.'
  )
  expect((await run(...access(), '--remove')).status).toBe(0)
  expect(grafana.dataSources.size).toBe(2)
  const ofEditor = await startGrafanaStandIn({ token, isAdmin: false })
  try {
    expect(
      (await run('--url', ofEditor.url.href, '--token-file', tokenFile, '--prometheus-url', 'http://192.168.10.2:9090')).complained[0]
    ).toContain('role Admin')
    expect((await run('--url', ofEditor.url.href, '--token-file', tokenFile, '--remove')).status).toBe(0)
  } finally {
    await ofEditor.close()
  }
})

test('refuses a loopback address for a Grafana on another machine, which would ask itself, and says what to give', async () => {
  const { status, complained } = await run(
    '--url',
    'http://192.0.2.7:3000',
    '--token-file',
    tokenFile,
    '--prometheus-url',
    'http://127.0.0.1:9190',
    '--loki-url',
    'http://192.168.10.2:3100'
  )
  expect(status).toBe(2)
  expect(complained[0]).toMatch(
    /^--prometheus-url: expected an address that Grafana on 192\.0\.2\.7 can reach, got 127\.0\.0\.1:9190, which there is that machine itself\. Give the address of the server in the LAN\./
  )
  expect(complained[0]).not.toContain('--loki-url:')
})

test('names all mistakes of a command line at once, and asks Grafana nothing', async () => {
  const { status, complained } = await run(
    '--ulr',
    'x',
    '--collector-url',
    'ftp://a',
    '--remove',
    '--token-file',
    join(directory, 'empty'),
    'more'
  )
  expect(status).toBe(2)
  expect(complained.join('\n').split('\n')).toEqual([
    'unknown option --ulr; did you mean --url?',
    'unexpected argument "more"',
    '--url is missing',
    '--collector-url: expected an address such as http://192.168.10.2:3000, got "ftp://a"',
    '--collector-url has no effect with --remove',
    `--token-file: ${join(directory, 'empty')} is empty. Write the token of a service account into it.`,
    grafanaText('en').usage
  ])
  expect((await run('--url', 'http://a', '--token-file', join(directory, 'none'))).complained[0]).toMatch(
    /^--token-file: cannot read .*none: ENOENT/
  )
  expect(await run('--help')).toMatchObject({ status: 0, printed: [grafanaText('en').help] })
})
