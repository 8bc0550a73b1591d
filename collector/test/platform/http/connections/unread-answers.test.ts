import { expect, it } from 'vitest'
import { createUnreadAnswers } from '../../../../src/platform/http/connections/unread-answers.ts'

const limits = { byAddress: 100, inAll: 150 }
const [here, there, elsewhere] = ['192.0.2.1', '192.0.2.2', '192.0.2.3'] as const

const inTest = () => {
  const ended: string[] = []
  const connection = (name: string) => ({ destroy: () => { ended.push(name) } })
  return { unread: createUnreadAnswers(limits), ended, connection }
}

it('close the oldest connections of an address that leaves too much, and none of another', () => {
  const { unread, ended, connection } = inTest()
  unread.sent(connection('other'), there, 40)
  for (const name of ['first', 'second', 'third']) unread.sent(connection(name), here, 50)
  expect([ended, unread.bytes]).toEqual([['first'], 140])
})

it('close the oldest of all where all leave too much', () => {
  const { unread, ended, connection } = inTest()
  for (const [name, address] of [
    ['first', here], ['second', there], ['third', elsewhere]
  ] as const) unread.sent(connection(name), address, 60)
  expect([ended, unread.bytes]).toEqual([['first'], 120])
})

it('spare a connection that reads: of what it has read nothing counts, and it is then the newest', () => {
  const { unread, ended, connection } = inTest()
  const reader = connection('reader')
  unread.sent(reader, here, 30)
  unread.sent(reader, here, 30)
  unread.sent(connection('sleeper'), here, 40)
  unread.read(reader, 30)
  unread.sent(connection('third'), here, 40)
  expect([ended, unread.bytes]).toEqual([['sleeper'], 70])
  unread.closed(reader)
  expect(unread.bytes).toBe(40)
})

it('count addresses of one IPv6 network together, and close even the only connection', () => {
  const { unread, ended, connection } = inTest()
  unread.sent(connection('first'), '2001:db8::1', 60)
  unread.sent(connection('second'), '2001:db8::2', 60)
  unread.sent(connection('huge'), here, 101)
  expect([ended, unread.bytes]).toEqual([['first', 'huge'], 60])
})
