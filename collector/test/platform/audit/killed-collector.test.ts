import { expect, test } from 'vitest'
import { collectorInTest } from '../../collector-in-test.ts'
import { startCollector } from '../../collector-process.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

test('after kill -9 each change is there with its entry in the audit log, and neither without the other', async () => {
  const directory = temporaryDirectory()
  await using collector = await startCollector({ dataDirectory: directory })
  const ids = ['pi-a', 'pi-b', 'pi-c', 'pi-d']
  for (const id of ids) await collector.send('POST', '/api/clients', { body: { id } })
  let answered = 0
  /** Changes its device without a pause until the collector is gone. */
  const change = async (id: string): Promise<void> => {
    for (let turn = 1; ; turn++) {
      if ((await collector.send('PATCH', `/api/clients/${id}`, { body: { site: `site-${turn}` } })).status === 200) answered += 1
      if (answered >= 60) collector.kill('SIGKILL')
    }
  }
  await Promise.allSettled(ids.map(change))
  expect((await collector.ended).signal).toBe('SIGKILL')

  const { deps } = await collectorInTest({ directory })
  let recorded = 0
  for (const id of ids) {
    const entries = await deps.audit.list({ device: id, action: 'changeDevice', limit: 200 })
    const sites = entries.map(({ view: { changes } }) => changes.map(({ after }) => after)).flat()
    expect(sites).toEqual(sites.map((_, index) => `site-${sites.length - index}`))
    expect(deps.registry.get(id)?.site).toBe(sites[0])
    recorded += sites.length
  }
  expect(recorded).toBeGreaterThanOrEqual(answered)
}, 120_000)
