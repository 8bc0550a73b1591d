import { expect, it } from 'vitest'
import { createDeviceFacts } from '../../../src/devices/facts/device-facts.ts'
import { restartFamily } from '../../../src/devices/facts/restarts.ts'
import type { LiveSample } from '../../../src/devices/live/live-sample.ts'
import { reportGroup } from '../../../src/devices/live/live-store.ts'

const board = (model: string): LiveSample => ({ name: 'mimamori_board_info', labels: { model }, value: 1 })

/** A device whose newest report a test sets, and what was stored of it. */
const arrange = () => {
  const forgotten: string[] = []
  let samples: readonly LiveSample[] = []
  let reads = 0
  const facts = createDeviceFacts({
    live: {
      samples: ({ key }) => {
        if (key !== reportGroup) return []
        reads += 1
        return samples
      }
    },
    stored: { get: () => ({ model: 'as stored', releases: {} }), forget: (id) => { forgotten.push(id) } }
  })
  return {
    facts,
    forgotten,
    report: (model: string, ...others: readonly LiveSample[]) => {
      samples = [board(model), ...others]
    },
    reads: () => reads
  }
}

it('reads the live series once for each message of a device', () => {
  const { facts, report, reads } = arrange()
  report('Pi 4')
  expect([facts.of('pi-1', 1).model, facts.of('pi-1', 1).model]).toEqual(['Pi 4', 'Pi 4'])
  expect(reads()).toBe(1)
  report('Pi 5')
  expect(facts.of('pi-1', 1).model).toBe('Pi 4')
  expect(facts.of('pi-1', 2).model).toBe('Pi 5')
})

it('names a unit that is restarted again and again, from report to report', () => {
  const { facts, report } = arrange()
  const restarted = (atMs: number, total: number) => {
    report('Pi 4', { name: restartFamily, labels: { name: 'kiosk.service' }, value: total })
    return facts.of('pi-1', atMs).watchedRestarting
  }
  expect([restarted(60_000, 2), restarted(120_000, 7), restarted(180_000, 8)]).toEqual([undefined, undefined, ['kiosk.service']])
})

it('takes what was stored for a device of which nothing has come since the start, and lets go of both on request', () => {
  const { facts, forgotten } = arrange()
  expect(facts.of('pi-1', undefined).model).toBe('as stored')
  expect(facts.lasting('pi-1').model).toBe('as stored')
  facts.forget('pi-1')
  expect(forgotten).toEqual(['pi-1'])
})
