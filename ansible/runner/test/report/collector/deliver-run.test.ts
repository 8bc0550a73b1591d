import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { deliverRun } from '../../../src/report/collector/deliver-run.ts'
import { addRun, at, collectorOfTest, finished, stateOfTest, underWay } from './run-on-disk.ts'

const run = '20260314-093000-0a1b2c'
const away = { kind: 'later', reason: 'away' } as const

it('brings a run’s start, its items and its end in that order, and keeps no record of what is all delivered', async () => {
  const { files, say, end } = addRun(stateOfTest(), run)
  const { send, taken } = collectorOfTest()
  say(underWay('a', 'Switch'), finished('b'))
  expect(await deliverRun({ run, files, send })).toStrictEqual({ isAway: false, refused: [] })
  say(finished('a'))
  end()
  await deliverRun({ run, files, send })
  expect(taken).toStrictEqual([
    { path: '/api/updates', body: { run, origin: 'runner', startedAt: at, playbook: '/p.yml', by: 'aiko', hosts: ['a', 'b'] } },
    { path: `/api/updates/${run}/hosts`, body: { hosts: [underWay('a', 'Switch'), finished('b')] } },
    { path: `/api/updates/${run}/hosts`, body: { hosts: [finished('a')] } },
    { path: `/api/updates/${run}/end`, body: { endedAt: at, outcome: 'succeeded' } }
  ])
  expect(existsSync(files.undelivered)).toBe(false)
  await deliverRun({ run, files, send })
  expect(taken).toHaveLength(4)
})

it('stops where the collector is away, and goes on from there, in whatever process', async () => {
  const { files, say, end } = addRun(stateOfTest(), run)
  say(finished('a'))
  end()
  const first = collectorOfTest(({ path }) => path.endsWith('/hosts') ? away : undefined)
  expect(await deliverRun({ run, files, send: first.send })).toStrictEqual({ waiting: 'away', isAway: true, refused: [] })
  const second = collectorOfTest()
  await deliverRun({ run, files, send: second.send })
  expect([first.paths(), second.paths()]).toStrictEqual([['/api/updates'], [`/api/updates/${run}/hosts`, `/api/updates/${run}/end`]])
})

it('brings everything once more where a power cut has left nothing of what was delivered', async () => {
  const { files, say, end } = addRun(stateOfTest(), run)
  say(finished('a'))
  const { send, paths } = collectorOfTest()
  await deliverRun({ run, files, send })
  writeFileSync(files.undelivered, '')
  end()
  await deliverRun({ run, files, send })
  expect(paths()).toStrictEqual([
    '/api/updates', `/api/updates/${run}/hosts`, '/api/updates', `/api/updates/${run}/hosts`, `/api/updates/${run}/end`
  ])
})

it('brings a run from its start to a collector that has lost it, as after a restore', async () => {
  const { files, say, end } = addRun(stateOfTest(), run)
  say(finished('a'))
  await deliverRun({ run, files, send: collectorOfTest().send })
  say(finished('b'))
  end()
  let isKnown = false
  const restored = collectorOfTest(({ path }) => {
    isKnown ||= path === '/api/updates'
    return isKnown ? undefined : { kind: 'unknownRun', reason: 'no run' }
  })
  expect(await deliverRun({ run, files, send: restored.send })).toStrictEqual({ isAway: false, refused: [] })
  expect(restored.paths()).toStrictEqual(['/api/updates', `/api/updates/${run}/hosts`, `/api/updates/${run}/end`])
  expect(restored.items()).toStrictEqual([finished('a'), finished('b')])
})

it('keeps a run that the collector knows not even after its start, and asks no more for now', async () => {
  const { files, say } = addRun(stateOfTest(), run)
  say(finished('a'))
  const strange = collectorOfTest(({ path }) => path === '/api/updates' ? undefined : { kind: 'unknownRun', reason: 'no run' })
  expect(await deliverRun({ run, files, send: strange.send })).toStrictEqual({ waiting: 'no run', isAway: false, refused: [] })
  expect(strange.paths()).toStrictEqual(['/api/updates', '/api/updates'])
  expect(existsSync(files.undelivered)).toBe(true)
})

it('goes on after what the collector refuses for good, and gives why', async () => {
  const { files, say, end } = addRun(stateOfTest(), run)
  say(finished('a'))
  end()
  const { send, paths } = collectorOfTest(({ path }) => path.endsWith('/hosts') ? { kind: 'refused', reason: '400 bad' } : undefined)
  expect(await deliverRun({ run, files, send })).toStrictEqual({ isAway: false, refused: ['400 bad'] })
  expect(paths()).toStrictEqual(['/api/updates', `/api/updates/${run}/end`])
})

it('brings the end only after all that stands in the events, and no half of a line', async () => {
  const { files, say } = addRun(stateOfTest(), run)
  say(finished('a'))
  appendFileSync(files.events, JSON.stringify(finished('b')).slice(0, -9))
  const { send, paths, items } = collectorOfTest()
  await deliverRun({ run, files, send, end: { endedAt: at, outcome: 'failed' } })
  expect(items()).toStrictEqual([finished('a')])
  expect(paths().at(-1)).toBe(`/api/updates/${run}/end`)
})

it('reports the outcome of a device to the collector as soon as the line is complete', async () => {
  const { files } = addRun(stateOfTest(), run)
  const line = `${JSON.stringify(finished('b', { message: 'ありがとう' }))}\n`
  const { send, items } = collectorOfTest()
  appendFileSync(files.events, line.slice(0, -20))
  await deliverRun({ run, files, send })
  expect(items()).toStrictEqual([])
  appendFileSync(files.events, line.slice(-20))
  await deliverRun({ run, files, send })
  expect(items()).toStrictEqual([finished('b', { message: 'ありがとう' })])
  expect(readFileSync(files.undelivered, 'utf8')).toContain(`"offset":${Buffer.byteLength(line)}`)
})
