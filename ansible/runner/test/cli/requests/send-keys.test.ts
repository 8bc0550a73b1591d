import { describe, expect, test } from 'vitest'
import type { FetchedRunRequest } from '@mimamori/contract'
import type { Terminal } from '../../../src/platform/terminal/terminal.ts'
import { BusyError } from '../../../src/platform/errors.ts'
import type { perform } from '../../../src/devices/run.ts'
import type { RotateResult } from '../../../src/devices/rotate/rotate-device.ts'
import { sendKeys } from '../../../src/cli/requests/send-keys.ts'

const request: FetchedRunRequest = {
  id: '0b9d6f5e-0c0e-4f6f-9d0a-5f1f2f0f7a11', action: 'rotate-keys', devices: ['pi-1'], by: 'tanaka', language: 'en'
}

const terminal: Terminal = {
  env: {}, clock: { nowMs: () => 0, sleep: async () => undefined }, write: () => { throw new Error('nobody reads this') },
  writeError: () => { throw new Error('nobody reads this') },
  columns: () => undefined, ask: async () => { throw new Error('nobody is asked') }, interrupted: new AbortController().signal,
  account: 'mimamori'
}

const rotated = (id: string): RotateResult => ({
  id, address: id, outcome: 'rotated', steps: [{ step: 'oldKeys', mark: 'done', detail: 'ended' }]
})
const away = (id: string, detail: string): RotateResult => ({
  id, address: id, outcome: 'unreachable',
  steps: [{ step: 'identity', mark: 'found', detail: 'active' }, { step: 'network', mark: 'unreachable', detail }]
})

/** What comes of a request where the command for devices, a stand-in, prints these results. */
const sent = async (devices: readonly RotateResult[], change: Partial<FetchedRunRequest> = {}) => {
  const calls: unknown[] = []
  const verb: typeof perform = async (words, language, { account, isInteractive, write, writeError }) => {
    calls.push({ words, language, account, isInteractive })
    writeError('[1/2] …')
    write(`${JSON.stringify({ exitCode: 0, plan: false, devices, notInInventory: [] }, undefined, 2)}\n`)
    return 0
  }
  return { answer: await sendKeys({ ...request, ...change }, terminal, verb), calls }
}

describe('new keys that are requested on the page', () => {
  test('are the work of the command for devices, in the name and the language of who requested them', async () => {
    const { answer, calls } = await sent([rotated('pi-1')], { language: 'ja' })
    expect(calls).toEqual([
      { words: ['rotate-keys', 'pi-1', '--older-than=0', '--yes', '--json'], language: 'ja', account: 'tanaka', isInteractive: false }
    ])
    expect(answer).toEqual({ done: 'pi-1 は新しいキーを使っています。古いキーは無効になりました。' })
  })

  test('say why a device has none, without what a terminal would act on', async () => {
    expect(
      (await sent([away('pi-1', '192.168.10.33 does not answer on port 22.\u001b[2J')])).answer
    ).toEqual({ message: '192.168.10.33 does not answer on port 22.' })
  })

  test('of several devices, name those that are left', async () => {
    const devices = ['pi-1', 'pi-2', 'pi-3']
    expect((await sent(devices.map(rotated), { devices })).answer).toEqual({
      done: 'pi-1, pi-2, pi-3 use their new keys. The old ones have ended.'
    })
    expect(
      (await sent([rotated('pi-1'), away('pi-2', 'no answer'), away('pi-3', 'no route')], { devices })).answer
    ).toEqual({ message: 'pi-2: no answer\npi-3: no route' })
  })

  test('are refused with what the command ends with before it begins', async () => {
    await expect(sendKeys(
      request, terminal, async () => { throw new BusyError('Another command for devices is in progress on this server.') }
    )).rejects.toThrow('Another command for devices is in progress on this server.')
  })
})
