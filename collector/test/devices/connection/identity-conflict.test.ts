import { expect, it } from 'vitest'
import type { Envelope } from '@mimamori/contract'
import { afterMessage, newConnection, withoutFuture, type ConnectionState } from '../../../src/devices/connection/connection-state.ts'

interface Sent {
  readonly boot: string
  /** Server time at which it arrived. */
  readonly atMs: number
  /** Of the boot's own clock, at sending. */
  readonly monotonicMs: number
  readonly address?: string
  /** Only reports have it. */
  readonly hostname?: string
  /** Of the agent; another one of the same boot was restarted. */
  readonly stream?: string
  /** Of the batch, where it was made in an earlier boot. */
  readonly batchBoot?: string
}

const after = (
  state: ConnectionState,
  { boot, batchBoot = boot, stream = boot, atMs, monotonicMs, address = `address-of-${boot}`, hostname }: Sent
): ConnectionState => {
  const envelope: Envelope = {
    clientId: undefined,
    stream,
    kind: hostname === undefined ? 'logs' : 'report',
    sequence: 1,
    boot: batchBoot,
    bootStartedMs: undefined,
    attemptBoot: boot,
    attemptMonotonicMs: monotonicMs,
    attemptWallMs: 0,
    clockSynchronised: true,
    spoolOldestAgeMs: undefined,
    dropped: undefined,
    agentVersion: undefined,
    contentVersion: undefined,
    shutdownReason: undefined
  }
  return afterMessage(state, {
    deviceId: 'pi',
    atMs,
    envelope,
    address,
    isReport: hostname !== undefined,
    ...(hostname !== undefined && { hostname })
  })
}
const heard = (...messages: readonly Sent[]): ConnectionState => messages.reduce(after, newConnection(60))

const minuteMs = 60_000
const startedMs = 1_800_000_000_000
/** A machine by its boot, with what it sends some minutes after another moment. */
const machine = (boot: string, bootedMs: number) => (minutes: number, changes: Partial<Sent> = {}): Sent => {
  const atMs = startedMs + minutes * minuteMs
  return { boot, atMs, monotonicMs: atMs - bootedMs, ...changes }
}
const one = machine('one', startedMs - 10 * minuteMs)
const other = machine('other', startedMs - 5 * minuteMs)

it('notices two machines with one key as soon as the first is heard again after the second, and knows both', () => {
  const hostname = 'pi-kiosk-03'
  expect(heard(one(0, { hostname }), other(0.5, { hostname })).conflict).toBeUndefined()
  expect(heard(one(0, { hostname }), other(0.5, { hostname }), one(1)).conflict).toEqual({
    atMs: startedMs + minuteMs,
    senders: [
      { address: 'address-of-other', hostname },
      { address: 'address-of-one', hostname }
    ],
    boots: ['other', 'one']
  })
})

it('goes on with each change between them, shows the address that a machine has now, and stops with the last', () => {
  const inTurn = heard(one(0), other(0.5), one(1), other(1.5), one(2, { address: '192.0.2.9' }))
  expect(inTurn.conflict).toEqual({
    atMs: startedMs + 2 * minuteMs,
    senders: [{ address: 'address-of-other' }, { address: '192.0.2.9' }],
    boots: ['other', 'one']
  })
  expect([one(3), one(4), one(5)].reduce(after, inTurn).conflict).toEqual(inTurn.conflict)
})

it('notices a third machine, and a restart of one of them does not hide the others', () => {
  const third = machine('third', startedMs)
  expect(heard(one(2), other(2.2), third(2.4), one(3)).conflict?.senders).toEqual([
    { address: 'address-of-third' },
    { address: 'address-of-one' }
  ])
  const restarted = machine('restarted', startedMs + 3 * minuteMs)
  expect(heard(one(2), other(2.5), one(3), restarted(4), other(4.5)).conflict).toEqual({
    atMs: startedMs + 4.5 * minuteMs,
    senders: [{ address: 'address-of-restarted' }, { address: 'address-of-other' }],
    boots: ['restarted', 'other']
  })
})

it('notices machines that were started in the same minute once the first has run for a minute beside the second', () => {
  const [early, late] = [machine('early', startedMs), machine('late', startedMs + 10_000)]
  const begun = heard(early(0.5), late(0.6), early(1.1))
  expect(begun.conflict).toBeUndefined()
  expect([late(1.6), early(2.1)].reduce(after, begun).conflict?.atMs).toBe(startedMs + 2.1 * minuteMs)
})

it.each([
  ['a reboot', [one(0), other(1), other(2), other(3)]],
  ['many reboots', Array.from({ length: 20 }, (_, i) => machine(`boot-${i}`, startedMs + i * minuteMs)(i + 0.5))],
  [
    'a restart of the agent, whose old process ends after the new one has begun',
    [one(0, { stream: 'old' }), one(1, { stream: 'new' }), one(1.1, { stream: 'old' }), one(2, { stream: 'new' })]
  ],
  [
    'batches of an earlier boot, which the boot that runs now delivers',
    [one(0), other(1, { batchBoot: 'one' }), other(2), other(3, { batchBoot: 'one' })]
  ],
  [
    'a device that sends by cable and by Wi-Fi',
    [one(0, { address: '192.0.2.1' }), one(1, { address: '192.0.2.2' }), one(2, { address: '192.0.2.1' })]
  ]
])('takes %s for one machine', (_, messages) => {
  for (let count = 1; count <= messages.length; count++) expect(heard(...messages.slice(0, count)).conflict).toBeUndefined()
})

it('takes a message that the reboot overtook for one of the same machine, also after the messages that follow it', () => {
  const rebooted = machine('rebooted', startedMs + minuteMs)
  const sentBefore = one(0.9)
  // The collector hung meanwhile: it reads the message five minutes later, and another one with it.
  const late = [{ ...sentBefore, atMs: startedMs + 6 * minuteMs }]
  const state = [rebooted(2), ...late, rebooted(6.1), rebooted(7), rebooted(8)].reduce(after, heard(one(0)))
  expect(state.conflict).toBeUndefined()
  expect(state.lastBootMs).toBe(startedMs + minuteMs)
})

it('takes a reboot for one also where the server’s clock was set meanwhile, and a message arrives a minute late', () => {
  for (const jumpMs of [-60 * minuteMs, 60 * minuteMs]) {
    const rebooted = machine('rebooted', startedMs + minuteMs)
    const jumped = (message: Sent): Sent => ({ ...message, atMs: message.atMs + jumpMs })
    const late = { ...one(0.9), atMs: startedMs + 1.9 * minuteMs }
    expect(heard(one(0), jumped(rebooted(1.8)), jumped(late), jumped(rebooted(2)), jumped(rebooted(3))).conflict).toBeUndefined()
  }
})

it('notices two machines after the server’s clock was set, as soon as both have been heard by it', () => {
  for (const jumpMs of [-90 * minuteMs, 90 * minuteMs]) {
    const jumped = (message: Sent): Sent => ({ ...message, atMs: message.atMs + jumpMs })
    const state = heard(one(0), other(0.5), jumped(one(1)), jumped(other(1.5)), jumped(one(2)), jumped(other(2.5)))
    expect(state.conflict?.atMs).toBe(startedMs + 2.5 * minuteMs + jumpMs)
  }
})

it('keeps no more of a device that is restarted again and again', () => {
  const messages = Array.from({ length: 100 }, (_, i) => machine(`boot-${i}`, startedMs + i * minuteMs)(i + 0.5))
  expect(heard(...messages).boots).toHaveLength(8)
})

it('takes the time of a conflict back to now where the clock was ahead', () => {
  const state = heard(one(0), other(0.5), one(1))
  expect(withoutFuture(state, startedMs).conflict).toEqual({ ...state.conflict, atMs: startedMs })
})
