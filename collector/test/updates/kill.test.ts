import { expect, test } from 'vitest'
import { startCollector } from '../collector-process.ts'
import { collectorInTest } from '../collector-in-test.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { at, finished, run, start } from './update-messages.ts'

test('after kill -9 every outcome that was answered is there, counted once, and reporting it again changes nothing', async () => {
  const directory = temporaryDirectory()
  await using collector = await startCollector({ dataDirectory: directory })
  for (const worker of [0, 1, 2, 3]) await collector.send('POST', '/api/clients', { body: { id: `pi-${worker}-0` } })
  await collector.send('POST', '/api/updates', { body: start({ hosts: [] }) })
  const answered: string[] = []

  const load = async (worker: number): Promise<void> => {
    for (let index = 0; ; index++) {
      const host = `pi-${worker}-${index}`
      if (
        (await collector.send('POST', `/api/updates/${run}/hosts`, { body: { hosts: [finished(host, 'updated', { message: host })] } }))
          .status === 200
      ) {
        answered.push(host)
      }
      if (answered.length === 20) collector.kill('SIGKILL')
    }
  }
  await Promise.allSettled([0, 1, 2, 3].map(load))
  expect((await collector.ended).signal).toBe('SIGKILL')

  const { deps: { updates, logs } } = await collectorInTest({ directory })
  const kept: string[] = []
  for await (const page of updates.hosts(run)) kept.push(...page.map(({ host }) => host))
  expect(answered.length).toBeGreaterThanOrEqual(20)
  expect(answered.filter((host) => !kept.includes(host))).toEqual([])
  expect(updates.totals.hosts.updated).toBe(kept.length)
  expect(updates.running).toBe(1)
  expect(
    await updates.report(
      run,
      kept.map((host) => finished(host, 'updated')),
      { requestId: 'again' }
    )
  ).toEqual({ accepted: 0, ignored: kept.length })
  expect((await logs.search({ runId: run, order: 'newest', limit: 200 })).lines.length).toBe(
    kept.filter((host) => host.endsWith('-0')).length
  )
  expect(await updates.end(run, { endedAt: at(0), outcome: 'succeeded' })).toEqual({ outcome: 'succeeded' })
})
