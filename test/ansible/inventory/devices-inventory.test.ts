import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../../collector/test/until-all-end.ts'
import { askAsAdmin } from '../../simulator/admin-api.ts'
import { describeWith } from '../../whole/processes.ts'
import { startCollectorForUpdates } from '../callback/reporting.ts'
import { collectionDirectory, runAnsible } from '../run-playbook.ts'

const ansibleInventory = '/usr/bin/ansible-inventory'

type Listed = Readonly<Record<string, { readonly hosts?: readonly string[] }>> & {
  readonly _meta: { readonly hostvars: Readonly<Record<string, Readonly<Record<string, unknown>>>> }
}

/** `ansible-inventory --list` marks every value that will not be taken for a template. */
const unmarked = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && '__ansible_unsafe' in value ? value.__ansible_unsafe : value

describeWith(ansibleInventory)('devices of a real collector', () => {
  const ended = untilAllEnd()
  let parts: Awaited<ReturnType<typeof startCollectorForUpdates>>
  let directory: string
  let tokenFile: string
  beforeAll(async () => {
    directory = temporaryDirectory(ended)
    parts = await startCollectorForUpdates(join(directory, 'data'))
    tokenFile = join(directory, 'token')
    writeFileSync(tokenFile, parts.token, { mode: 0o600 })
    const enroll = async (body: object): Promise<unknown> => await askAsAdmin(parts.collector, '/api/clients', body)
    await enroll({ id: 'pi-kiosk-01', name: '入口', address: '192.168.10.31', site: 'north', role: 'kiosk', labels: { floor: '2' } })
    await enroll({ id: 'pi-kiosk-02', address: '192.168.10.32', site: 'north', role: 'kiosk' })
    await enroll({ id: 'pi-sensor-01', site: '第2 工場', role: 'sensor', labels: { note: '{{ 6 * 7 }}' } })
    await enroll({ id: 'pi-old-01', address: '192.168.10.99' })
    await enroll({ id: 'pi-off-01', address: '192.168.10.98' })
    // As npm start enrolls the server.
    await enroll({ id: 'mimamori-server', address: '127.0.0.1' })
    await askAsAdmin(parts.collector, '/api/clients/pi-old-01/retire', {})
    await askAsAdmin(parts.collector, '/api/clients/pi-off-01/pause', { reason: 'stocktaking' })
  })
  afterAll(async () => { await parts.collector.stop() })

  const source = (text = ''): string => {
    const file = join(directory, 'fleet.mimamori.yml')
    writeFileSync(file, `plugin: mimamori.fleet.devices\nurl: ${parts.collector.origin.href}\ntoken_file: ${tokenFile}\n${text}`)
    return file
  }
  const list = async (file: string, env: Record<string, string> = {}) =>
    await runAnsible([ansibleInventory, '--list', '--inventory', file], { directory, env })
  const listed = async (text = ''): Promise<Listed> => {
    const { stdout, output, exitCode } = await list(source(text))
    expect(exitCode, output).toBe(0)
    return JSON.parse(stdout, unmarked) as Listed
  }

  const check = async (file: string, { url = parts.collector.origin.href, args = [], env = {} }: {
    readonly url?: string
    readonly args?: readonly string[]
    readonly env?: Readonly<Record<string, string>>
  } = {}) => await runAnsible(
    [join(collectionDirectory, 'inventory-check'), '--inventory', file, '--url', url, '--token-file', tokenFile, ...args], { directory, env }
  )

  test('are hosts with their address and what is known of them, in groups by site, role and state', async () => {
    const inventory = await listed()
    expect(Object.keys(inventory._meta.hostvars).sort()).toEqual(['mimamori-server', 'pi-kiosk-01', 'pi-kiosk-02', 'pi-sensor-01'])
    expect(inventory._meta.hostvars['pi-kiosk-01']).toEqual({
      ansible_host: '192.168.10.31', mimamori_labels: { floor: '2' }, mimamori_name: '入口', mimamori_role: 'kiosk',
      mimamori_site: 'north', mimamori_state: 'pending'
    })
    expect(inventory['site_north']).toEqual({ hosts: ['pi-kiosk-01', 'pi-kiosk-02'] })
    expect(inventory['role_sensor']).toEqual({ hosts: ['pi-sensor-01'] })
    expect(inventory['clients']!.hosts).toHaveLength(3)
    expect(inventory['server']).toEqual({ hosts: ['mimamori-server'] })
    expect(Object.keys(inventory)).toContain('site_第2_工場')
  })

  test('run no template that somebody wrote into a label', async () => {
    const file = source()
    const { stdout } = await runAnsible(
      [
        '/usr/bin/ansible', 'pi-sensor-01', '--inventory', file, '--connection', 'local', '--module-name', 'ansible.builtin.debug',
        '--args', 'msg={{ mimamori_labels.note }}'
      ],
      { directory }
    )
    expect(stdout).toContain('{{ 6 * 7 }}')
  })

  test('can be put into groups and given variables as with other inventories', async () => {
    const inventory = await listed(`
keyed_groups: [{ prefix: floor, key: mimamori_labels.floor }]
groups: { entrances: mimamori_name is defined }
compose: { ansible_user: "'pi'" }
`)
    expect(inventory['floor_2']).toEqual({ hosts: ['pi-kiosk-01'] })
    expect(inventory['entrances']).toEqual({ hosts: ['pi-kiosk-01'] })
    expect(inventory._meta.hostvars['pi-kiosk-02']).toMatchObject({ ansible_user: 'pi' })
  })

  test('include those in other states only where one asks for them', async () => {
    const inventory = await listed('states: [paused, retired]\n')
    expect(inventory['state_paused']).toEqual({ hosts: ['pi-off-01'] })
    expect(inventory['state_retired']).toEqual({ hosts: ['pi-old-01'] })
    expect(inventory['state_pending']).toBeUndefined()
  })

  test('come from the cache where it is asked for, until it is flushed', async () => {
    const file = source(`cache: true\ncache_plugin: ansible.builtin.jsonfile\ncache_connection: ${join(directory, 'cache')}\n`)
    const count = async (...args: string[]): Promise<number> => {
      const { stdout } = await runAnsible([ansibleInventory, '--list', '--inventory', file, ...args], { directory })
      return (JSON.parse(stdout) as Listed)['clients']!.hosts!.length
    }
    const before = await count()
    await askAsAdmin(parts.collector, '/api/clients', { id: 'pi-new-01' })
    expect(await count()).toBe(before)
    expect(await count('--flush-cache')).toBe(before + 1)
    await askAsAdmin(parts.collector, '/api/clients/pi-new-01/retire', {})
  })

  test('are an error, not an empty fleet, where the collector cannot be asked', async () => {
    const wrongToken = join(directory, 'wrong-token')
    writeFileSync(wrongToken, 'not-a-token', { mode: 0o600 })
    for (const [env, sentence] of [
      [{ MIMAMORI_URL: 'http://127.0.0.1:1' }, 'http://127.0.0.1:1 gives no answer: Connection refused'],
      [{ MIMAMORI_UPDATE_TOKEN_FILE: '/nowhere' }, 'the token file /nowhere cannot be read: No such file or directory'],
      [{ MIMAMORI_UPDATE_TOKEN_FILE: wrongToken }, 'HTTP 401']
    ] as const) {
      const file = join(directory, 'env.mimamori.yml')
      writeFileSync(file, 'plugin: mimamori.fleet.devices\n')
      const { exitCode, output } = await list(
        file, { MIMAMORI_URL: parts.collector.origin.href, MIMAMORI_UPDATE_TOKEN_FILE: tokenFile, ...env }
      )
      expect(exitCode).not.toBe(0)
      expect(output.replaceAll(/\s+/g, ' ')).toContain(sentence)
    }
  })

  test('the check of an inventory lists each difference, as text in the terminal’s language and as JSON', async () => {
    const file = join(directory, 'kept.yml')
    writeFileSync(
      file,
      JSON.stringify({
        all: {
          children: {
            clients: {
              hosts: {
                'pi-kiosk-01': { ansible_host: '192.168.10.31' }, 'pi-kiosk-02': { ansible_host: '192.168.10.77' }, 'pi-old-01': {},
                'pi-mystery-01': {}
              }
            },
            server: { hosts: { server: {} } }
          }
        }
      })
    )
    const { exitCode, stdout } = await check(file, { args: ['--json'] })
    expect(exitCode).toBe(1)
    expect(JSON.parse(stdout)).toEqual({ hosts: 4, differences: [
      { kind: 'address_registered', host: 'pi-kiosk-02', inventory: '192.168.10.77', collector: '192.168.10.32' },
      { kind: 'not_enrolled', host: 'pi-mystery-01', inventory: 'pi-mystery-01', collector: null },
      { kind: 'not_in_inventory', host: 'pi-off-01', inventory: null, collector: '192.168.10.98' },
      { kind: 'gone', host: 'pi-old-01', inventory: 'pi-old-01', collector: 'retired' },
      { kind: 'not_in_inventory', host: 'pi-sensor-01', inventory: null, collector: null }
    ] })
    expect((await check(file)).stdout)
      .toContain('pi-kiosk-02: its address is 192.168.10.77 in the inventory and 192.168.10.32 at the collector.')
    expect((await check(file, { env: { LC_ALL: 'ja_JP.UTF-8' } })).stdout).toContain('違いが 5 件あります。')
  })

  test('the check says 0 where all agree, and 2 where it cannot know', async () => {
    const file = join(directory, 'two.yml')
    writeFileSync(
      file,
      JSON.stringify({
        all: {
          hosts: {
            'pi-kiosk-01': { ansible_host: '192.168.10.31' }, 'pi-kiosk-02': { ansible_host: '192.168.10.32' }, 'pi-sensor-01': {},
            'pi-off-01': { ansible_host: '192.168.10.98' }
          }
        }
      })
    )
    expect(await check(file))
      .toMatchObject({ exitCode: 0, stdout: 'The inventory and the collector agree on all 4 devices.\n' })
    expect((await check(file, { url: 'http://127.0.0.1:1' })).exitCode).toBe(2)
    expect((await check('/nowhere.yml')).exitCode).toBe(2)
  })

  test('the check says 2 with a sentence where the collector’s answer has no devices', async () => {
    const file = join(directory, 'one.yml')
    writeFileSync(file, JSON.stringify({ all: { hosts: { a: { ansible_host: '192.168.10.31' } } } }))
    const stranger = createServer((_, response) => {
      response.setHeader('content-type', 'application/json').end('{"requestId":"r","clients":3}')
    })
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`
    const { exitCode, output } = await check(file, { url })
    stranger.close()
    expect([exitCode, output])
      .toEqual([2, expect.stringContaining(`inventory-check: the collector at ${url} answered with no list of devices: `)])
    expect(output).not.toContain('Traceback')
  })

  test.each(['not JSON', '[]'])('the check says 2 with a sentence where ansible-inventory prints %s', async (printed) => {
    const tools = join(directory, `tools-${printed.length}`)
    mkdirSync(tools)
    writeFileSync(join(tools, 'ansible-inventory'), `#!/bin/sh\necho '${printed}'\n`, { mode: 0o755 })
    const { exitCode, output } = await runAnsible(
      [join(collectionDirectory, 'inventory-check'), '--url', parts.collector.origin.href, '--token-file', tokenFile],
      { directory, env: { PATH: `${tools}:/usr/bin:/bin` } }
    )
    expect([exitCode, output]).toEqual([2, expect.stringContaining('inventory-check: ansible-inventory could not read the inventory: ')])
    expect(output).not.toContain('Traceback')
  })
})
