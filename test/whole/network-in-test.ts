import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { createManualClock, type ManualClock } from '../../agent/test/manual-clock.ts'
import { clockInTest, collectorInTest } from '../../collector/test/collector-in-test.ts'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import type { AgentInTest } from './agent-in-test.ts'
import { startCuttingProxy } from './cutting-proxy.ts'

const hourMs = 3_600_000

/** A collector, a device with a clock of its own, and the network between them, which a test takes away. Time passes for both at once. */
export const startNetwork = async ({
  id,
  monotonicMs,
  wallMs = Date.now()
}: {
  readonly id: string
  readonly monotonicMs: number
  readonly wallMs?: number
}) => {
  const serverClock = clockInTest(Date.now())
  const collector = await collectorInTest({ clock: serverClock })
  await collector.app.listen({ host: '127.0.0.1', port: 0 })
  let isThere = true
  const proxy = await startCuttingProxy({
    port: (collector.app.server.address() as AddressInfo).port,
    nextCut: () => (isThere ? undefined : { direction: 'request', bytes: 0 }),
    until: onTestFinished
  })
  let clock = createManualClock(monotonicMs, wallMs)
  return {
    collector,
    agentOptions: { url: `http://127.0.0.1:${proxy.port}/api`, key: await collector.enroll({ id }), directory: temporaryDirectory() },
    /** The server's time, which is the true one. */
    nowMs: () => serverClock.nowMs(),
    /** The device's. */
    clock: (): ManualClock => clock,
    /** The device begins another boot, in which its wall clock says this. */
    reboot: (wallMs: number): void => {
      clock = createManualClock(10_000, wallMs)
    },
    cut: (): void => {
      isThere = false
      proxy.breakAll()
    },
    mend: (): void => {
      isThere = true
    },
    passMs: async (ms: number): Promise<void> => {
      serverClock.advance(ms)
      await clock.advance(ms)
    },
    /** Hours in which the agent tries in vain. */
    passHours: async (agent: AgentInTest, hours: number): Promise<void> => {
      await agent.turn()
      await agent.untilItSleeps()
      serverClock.advance(hours * hourMs)
      await clock.jump(hours * hourMs)
      await agent.untilItSleeps()
    }
  }
}
