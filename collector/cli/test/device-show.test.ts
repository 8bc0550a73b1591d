import { beforeAll, expect, test } from 'vitest'
import { untilAllEnd } from '../../test/until-all-end.ts'
import { onServer } from './on-server.ts'

const exposition = [
  'node_uname_info{release="6.12.20-v8",nodename="kiosk"} 1', 'node_load1 0.421', 'node_load5 1', 'node_load15 0.5',
  'node_memory_MemTotal_bytes 8e9', 'node_memory_MemAvailable_bytes 6.25e9',
  'node_filesystem_size_bytes{device="/dev/root",fstype="ext4",mountpoint="/"} 32e9',
  'node_filesystem_avail_bytes{device="/dev/root",fstype="ext4",mountpoint="/"} 20e9',
  'mimamori_wireless_signal_dbm{device="wlan0"} -61', 'mimamori_release_info{release="signage",revision="4f1d2c9"} 1', ''
].join('\n')
const run = '20260314-093000-0a1b2c'

let server: Awaited<ReturnType<typeof onServer>>
const ended = untilAllEnd()
beforeAll(async () => {
  server = await onServer({ until: ended })
  const { asAdmin, enroll, sendBatch } = server.collector
  const key = await enroll({ id: 'pi-1', site: 'north', labels: { floor: '2' } })
  const post = (url: string, payload: object) => asAdmin({ method: 'POST', url, payload })
  const answers = [
    await sendBatch(key, exposition),
    await post('/api/updates', {
      run, origin: 'runner', startedAt: '2026-03-14T09:30:00Z', playbook: 'update_clients.yml', hosts: ['pi-1']
    }),
    await post(`/api/updates/${run}/hosts`, { hosts: [{
      state: 'finished', host: 'pi-1', at: '2026-03-14T09:31:00Z', attempt: 1, update: true, outcome: 'rolled_back', durationSeconds: 40,
      fromRevision: '4f1d2c9', toRevision: '4f1d2c9', step: 'checks', message: 'signage.service has failed (exit-code)\nits last lines'
    }] }),
    await post('/api/updates/queue', {
      waiting: [{ host: 'pi-1', since: '2026-03-14T09:31:00Z', run, release: 'signage', revision: '8c1b7d9' }],
      pinned: [{ host: 'pi-1', since: '2026-03-14T09:31:00Z', by: 'sato' }]
    })
  ]
  expect(answers.filter(({ statusCode }) => statusCode >= 300).map(({ body }) => body)).toEqual([])
})

test('shows what the page has of a device: values, what it runs on, its last update with the step that failed, and what it waits ' +
  'for', async () => {
  const { out } = await server.mimamori('devices', 'show', 'pi-1')
  const lines = out.split('\n')
  expect(lines.slice(0, lines.indexOf(''))).toEqual([
    'pi-1: online',
    expect.stringMatching(/^Waiting for an update to signage 8c1b7d9 since 14 Mar 2026/) as string,
    expect.stringMatching(/^Pinned by sato since 14 Mar 2026/) as string
  ])
  const facts = Object.fromEntries(lines.slice(lines.indexOf('') + 1).map((line) => line.split(/ {2,}/)))
  expect(facts).toMatchObject({
    Kernel: '6.12.20-v8',
    'Load average (1, 5, 15 min)': '0.42 · 1.00 · 0.50',
    'Free memory': '6.3 GB of 8.0 GB',
    'Free disk space': '20.0 GB of 32.0 GB',
    'Wi-Fi signal': '-61 dBm',
    'Running revision': 'signage 4f1d2c9',
    'Last update': expect.stringMatching(new RegExp(`^rolled back, 14 Mar 2026, .*, 4f1d2c9, ${run}$`)) as string,
    Step: 'checks',
    Message: 'signage.service has failed (exit-code)',
    Labels: 'floor=2'
  })
})

test('says it in Japanese with Japanese brackets and units', async () => {
  const { out } = await server.mimamori('devices', 'show', 'pi-1', '--lang', 'ja')
  expect(out).toMatch(/^pi-1: 稼働中\n更新のときに接続できなかったため、.+ から signage 8c1b7d9 への更新を待っています。\n.+ に sato が固定しました。/)
  expect(out).toMatch(/^メモリの空き +8\.0 GB 中 6\.3 GB$/m)
  expect(out).toMatch(/^手順 +checks$/m)
})

test('gives programs the status of a device and what is registered of it, in one object', async () => {
  const { out } = await server.mimamori('devices', 'show', 'pi-1', '--json')
  expect(JSON.parse(out)).toMatchObject({
    id: 'pi-1', clientId: 'pi-1', labels: { floor: '2' }, keys: [{ weak: false }], state: 'active',
    freshness: 'fresh', reason: null, releases: { signage: '4f1d2c9' }, lastUpdate: { run, outcome: 'rolled_back' }
  })
})
