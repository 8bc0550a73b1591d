import { expect, test } from 'vitest'
import { startAgentInTest, type AgentInTest } from './agent-in-test.ts'
import { startNetwork } from './network-in-test.ts'
import { storedLines } from './stored-lines.ts'

const id = 'pi-kiosk-03'
const hourMs = 3_600_000
/** What a Pi without an RTC has for a date when it was just switched on. */
const in1970Ms = 10_000
const boots = [
  'f1c70004-7d0a-4b8e-9f57-2f0c5a9d1e44',
  '0e1c5a11-1f0e-4f7e-8d2c-5d3b1c2a9f00',
  '3a52a7a0-6b0a-4f0b-8a53-5b6d2c9e7f11',
  '9b1f6a34-2f0d-4c62-a0c4-7f5e1d2c3b4a'
]
const neverSet = 'a boot in which nobody set the clock, and of which the collector did not hear'

test('lines have their true times and their order through a boot in 1970, a jump of the clock, a step back, and reboots before it is set', async () => {
  const { collector, agentOptions, clock, nowMs, passMs, passHours, cut, mend, reboot } = await startNetwork({
    id,
    monotonicMs: in1970Ms,
    wallMs: in1970Ms
  })
  const written: { readonly message: string, readonly atMs: number }[] = []
  let boot = ''
  let isSynchronised = false
  let agent: AgentInTest
  const start = (): void => {
    boot = boots.shift()!
    isSynchronised = false
    agent = startAgentInTest({ ...agentOptions, clock: clock(), boot, isSynchronised: () => isSynchronised })
  }
  /** An hour after the last one was stopped. */
  const startAgain = async (): Promise<void> => {
    await agent.stop()
    await passMs(hourMs)
    reboot(in1970Ms)
    start()
  }
  const write = (what: string): void => {
    const message = `line ${written.length}: ${what}`
    written.push({ message, atMs: nowMs() })
    agent.spool.append({ items: [agent.item(message)], boot }, { source: 'numbers', position: message })
  }
  const logOnline = async (what: string): Promise<void> => {
    for (let i = 0; i < 3; i++) {
      write(what)
      await agent.drain(passMs)
      await passMs(hourMs / 3)
    }
  }
  const logOffline = async (what: string): Promise<void> => {
    for (let i = 0; i < 3; i++) {
      write(what)
      await passHours(agent, 1)
    }
  }
  const skewSeconds = async (): Promise<number> =>
    Number(/^mimamori_device_clock_skew_seconds\{.*\} (\S+)$/m.exec(await collector.page('/metrics/inventory'))?.[1])

  start()
  await logOnline('1970')
  expect(await skewSeconds()).toBeCloseTo((clock().wallMs() - nowMs()) / 1000, 0)
  clock().setWallMs(nowMs())
  isSynchronised = true
  await logOnline('the clock was set')
  expect(await skewSeconds()).toBeCloseTo(0, 0)
  clock().setWallMs(nowMs() - 3 * hourMs)
  isSynchronised = false
  await logOnline('the clock was set back')
  expect(await skewSeconds()).toBeCloseTo(-3 * 3600, 0)
  cut()
  await logOffline('no network')
  await startAgain()
  await logOffline('1970 again')
  clock().setWallMs(nowMs())
  isSynchronised = true
  await logOffline('the clock was set while there was no network')
  await startAgain()
  await logOffline(neverSet)
  await startAgain()
  await logOffline('1970 for the third time')
  mend()
  await logOnline('the network is back')
  await agent!.stop()

  const stored = (await storedLines(collector, id)).filter(({ message }) => message.startsWith('line '))
  const isEstimated = ({ message }: { readonly message: string }): boolean => message.endsWith(neverSet)
  expect(stored.filter(({ estimated }) => estimated).map(({ message }) => message)).toEqual(
    written.filter(isEstimated).map(({ message }) => message)
  )
  const known = stored.filter((line) => !isEstimated(line))
  expect(known.map(({ message }) => message)).toEqual(written.filter((line) => !isEstimated(line)).map(({ message }) => message))
  for (const { message, eventMs } of known) {
    expect(Math.abs(eventMs - written.find((line) => line.message === message)!.atMs), message).toBeLessThan(1000)
  }
})
