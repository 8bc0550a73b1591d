import { expect, test } from 'vitest'
import { untilAllEnd } from '../../test/until-all-end.ts'
import { at, finished, run, start, underWay } from '../../test/updates/update-messages.ts'
import { onServer } from './on-server.ts'

const server = onServer({ until: untilAllEnd() }).then(async ({ collector, mimamori }) => {
  const post = async (url: string, payload: object): Promise<void> => {
    const { statusCode, body } = await collector.asAdmin({ method: 'POST', url, payload })
    if (statusCode >= 300) throw new Error(body)
  }
  await post('/api/updates', start({ hosts: ['pi-1', 'pi-2', 'pi-3'] }))
  await post(`/api/updates/${run}/hosts`, {
    hosts: [
      finished('pi-1', 'updated', { fromRevision: 'v1', toRevision: 'v2' }),
      finished('pi-2', 'rolled_back', {
        fromRevision: 'v1', toRevision: 'v1', step: 'release : checks.yml | Check the service',
        message: 'signage.service has failed\nits log'
      }),
      underWay('pi-3')
    ]
  })
  await post(`/api/updates/${run}/end`, { endedAt: at(0), outcome: 'failed', message: '1 failed in the canary (0 allowed)' })
  await post('/api/updates', start({
    run: '20261125-085959-0a1b2c', startedAt: at(-1), action: 'agent', release: undefined, revision: undefined, by: undefined,
    hosts: ['pi-1']
  }))
  await post('/api/updates', start({
    run: '20261125-085958-0a1b2c', origin: 'callback', playbook: 'site.yml', release: undefined, revision: undefined, hosts: []
  }))
  return mimamori
})

test('updates list shows the runs with who began them, their outcomes and counts, the newest first', async () => {
  const mimamori = await server
  const rows = (await mimamori('updates', 'list')).out.split('\n').map((line) => line.split(/ {2,}/))
  expect(rows.map((row) => row.filter((_cell, index) => index !== 1))).toEqual([
    ['RUN', 'BY', 'RELEASE', 'OUTCOME', 'DEVICES'],
    ['20261125-085959-0a1b2c', '–', 'agent', 'running', '1 waiting'],
    [run, 'tanaka', 'kiosk v2', 'failed', '1 updated, 1 rolled back, 1 no result']
  ])
  expect((await mimamori('updates', 'list', '--lang', 'ja')).out).toMatch(/ tanaka +kiosk v2 +失敗 +更新済み 1 台、元に戻した 1 台、結果なし 1 台$/m)
  expect(JSON.parse((await mimamori('updates', 'list', '--kind', 'other', '--json')).out)).toMatchObject([{
    run: '20261125-085958-0a1b2c', playbook: 'site.yml'
  }])
  expect((await mimamori('updates', 'list', '--kind', 'other')).out).toMatch(/ tanaka {2}site\.yml {2}running {2}–$/m)
  expect(await mimamori('updates', 'list', '--kind', 'othr')).toMatchObject({
    code: 2, errors: expect.stringContaining('--kind: expected update') as string
  })
})

test('updates show has each host with its outcome, and the step and message where it failed', async () => {
  const mimamori = await server
  const [facts = '', hosts = ''] = (await mimamori('updates', 'show', run)).out.split('\n\n')
  expect(facts).toMatch(
    /^Started +\S.*\nEnded +\S.*\nBy +tanaka\nRelease +kiosk v2\nOutcome +failed\nMessage +1 failed in .*\nDevices +1 updated, .*$/
  )
  expect(hosts.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
    ['DEVICE', 'OUTCOME', 'REVISION', 'STEP', 'MESSAGE'],
    ['pi-1', 'updated', 'v1 → v2', '–'],
    ['pi-2', 'rolled back', 'v1', 'Check the service', 'signage.service has failed'],
    ['pi-3', 'no result', '–', 'Preflight']
  ])
  expect((await mimamori('updates', 'show', run, '--lang', 'ja')).out).toMatch(/^pi-2 +元に戻した +v1 +Check the service/m)
  expect(JSON.parse((await mimamori('updates', 'show', run, '--json')).out)).toMatchObject({
    run, outcome: 'failed', hosts: [{ host: 'pi-1' }, { host: 'pi-2' }, { host: 'pi-3' }]
  })
})

test('a run that there is not, or cannot be, leads to the list', async () => {
  const mimamori = await server
  expect(await mimamori('updates', 'show', '20200101-000000-000000')).toMatchObject({
    code: 1, errors: 'mimamori: no update run 20200101-000000-000000; run “sudo mimamori updates list” for a list'
  })
  expect(await mimamori('updates', 'show', 'last')).toMatchObject({
    code: 2, errors: 'mimamori: RUN: expected an update run, such as 20261125-085000-0a1b2c; got "last"'
  })
})

test('updates list says that there are no runs, and that there are older ones', async () => {
  const { collector, mimamori } = await onServer()
  expect((await mimamori('updates', 'list')).out).toBe('No runs yet.')
  for (let second = 0; second < 51; second++) {
    await collector.asAdmin({
      method: 'POST', url: '/api/updates', payload: start({ run: `20261125-0850${second.toString().padStart(2, '0')}-0a1b2c` })
    })
  }
  expect(await mimamori('updates', 'list')).toMatchObject({
    code: 0, errors: 'These are the newest 50 runs. The page Updates has older ones.'
  })
})
