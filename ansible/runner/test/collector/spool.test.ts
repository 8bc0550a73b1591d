import { spawnSync } from 'node:child_process'
import { readdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { temporaryDirectory } from '../../../../collector/test/temporary-directory.ts'
import { openSpool, type Delivery, type SpooledRequest } from '../../src/collector/spool.ts'

let directory: string
beforeEach(() => { directory = temporaryDirectory() })

/** A collector that notes what it is sent. */
const collector = (answer: (request: SpooledRequest) => Delivery = () => ({ kind: 'taken' })) => {
  const sent: unknown[] = []
  const send = async (request: SpooledRequest): Promise<Delivery> => {
    sent.push(request.body)
    return answer(request)
  }
  return { sent, send }
}
/** Named as the callback names its own: ansible/plugins/plugin_utils/report/spool.py. */
const callbackFile = (nanoseconds: string, body: unknown): string => {
  const name = `${nanoseconds}-4242-000001.json`
  writeFileSync(join(directory, name), JSON.stringify({ method: 'POST', path: '/api/updates/20260314-093000-0a1b2c/hosts', body }))
  return name
}

it('delivers the callback’s requests and its own, oldest first, and keeps none of them', async () => {
  const { sent, send } = collector()
  const spool = openSpool(directory)
  spool.put('/api/updates', 'ours, first')
  spool.put('/api/updates', 'ours, second')
  callbackFile('1000000000000000000', 'of an earlier run')
  callbackFile('9000000000000000000', 'of a clock in the future')
  expect(await spool.deliver(send)).toStrictEqual({ refused: [] })
  expect(sent).toStrictEqual(['of an earlier run', 'ours, first', 'ours, second', 'of a clock in the future'])
  expect(readdirSync(directory)).toStrictEqual([])
})

it('stays in order where the clock is set back', async () => {
  const spool = openSpool(directory)
  // Whoever wrote it had a clock that was ahead, and another has claimed it.
  const ahead = join(directory, callbackFile('9000000000000000000', 'first'))
  renameSync(ahead, `${ahead}.claimed-4242`)
  spool.put('/api/updates', 'second')
  renameSync(`${ahead}.claimed-4242`, ahead)
  spool.put('/api/updates', 'third')
  const { sent, send } = collector()
  await spool.deliver(send)
  expect(sent).toStrictEqual(['first', 'second', 'third'])
})

it('keeps what is of a run that the collector does not know yet, and goes on with the others', async () => {
  const spool = openSpool(directory)
  for (const body of ['lost', 'other']) spool.put('/api/updates', body)
  const first = collector(({ body }) => body === 'lost' ? { kind: 'unknownRun', reason: 'no run' } : { kind: 'taken' })
  expect(await spool.deliver(first.send)).toStrictEqual({ waiting: 'no run', refused: [] })
  const second = collector()
  await spool.deliver(second.send)
  expect([first.sent, second.sent]).toStrictEqual([['lost', 'other'], ['lost']])
})

it('stops at the first that must wait, and begins there the next time', async () => {
  const spool = openSpool(directory)
  for (const body of ['a', 'b', 'c']) spool.put('/api/updates', body)
  const away = collector(({ body }) => body === 'b' ? { kind: 'later', reason: 'away' } : { kind: 'taken' })
  expect(await spool.deliver(away.send)).toStrictEqual({ waiting: 'away', refused: [] })
  const back = collector()
  await spool.deliver(back.send)
  expect(back.sent).toStrictEqual(['b', 'c'])
})

it('sets aside what will never be taken, and goes on with the rest', async () => {
  const spool = openSpool(directory)
  const strange = callbackFile('1000000000000000000', 'x')
  writeFileSync(join(directory, strange), '{"method":"POST","path":"http://elsewhere/"}')
  spool.put('/api/updates', 'bad')
  spool.put('/api/updates', 'good')
  const { sent, send } = collector(({ body }) => body === 'bad' ? { kind: 'refused', reason: '400 bad' } : { kind: 'taken' })
  expect(await spool.deliver(send)).toStrictEqual({ refused: ['no request', '400 bad'] })
  expect(sent).toStrictEqual(['bad', 'good'])
  expect(readdirSync(directory).filter((name) => name.endsWith('.bad'))).toHaveLength(2)
})

it('leaves alone what another has claimed, until the claim is ten minutes old', async () => {
  const claimed = join(directory, callbackFile('1000000000000000000', 'claimed'))
  const claim = `${claimed}.claimed-${process.ppid}`
  renameSync(claimed, claim)
  const first = collector()
  await openSpool(directory).deliver(first.send)
  expect(first.sent).toStrictEqual([])
  const old = new Date(Date.now() - 660_000)
  utimesSync(claim, old, old)
  const second = collector()
  await openSpool(directory).deliver(second.send)
  expect(second.sent).toStrictEqual(['claimed'])
})

it('takes at once what a process had claimed that is no more, such as an ansible-playbook that ended just then', async () => {
  const claimed = join(directory, callbackFile('1000000000000000000', 'claimed'))
  renameSync(claimed, `${claimed}.claimed-${spawnSync('true').pid}`)
  const { sent, send } = collector()
  await openSpool(directory).deliver(send)
  expect(sent).toStrictEqual(['claimed'])
  expect(readdirSync(directory)).toStrictEqual([])
})
