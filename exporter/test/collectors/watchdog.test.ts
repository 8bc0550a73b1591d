import { describe, expect, it } from 'vitest'
import { NoDataError } from '../../src/collector.ts'
import { watchdog } from '../../src/collectors/watchdog.ts'
import { hostRoots } from '../host-trees.ts'
import { collected, temporaryTree } from '../temporary-tree.ts'

describe('watchdog', () => {
  it("shows a Pi's watchdog", async () => {
    expect((await collected(watchdog(hostRoots('zero-2w')))).values).toEqual({
      'node_watchdog_bootstatus{name="watchdog0"}': 0,
      'node_watchdog_nowayout{name="watchdog0"}': 0,
      'node_watchdog_timeleft_seconds{name="watchdog0"}': 11,
      'node_watchdog_timeout_seconds{name="watchdog0"}': 15,
      'node_watchdog_info{name="watchdog0",options="0x8180",identity="Broadcom BCM2835 Watchdog timer",state="inactive",status="0x0",pretimeout_governor=""}': 1
    })
  })

  it('shows one with hardly any attributes', async () => {
    const tree = temporaryTree()
    tree.write('sys/class/watchdog/watchdog1/timeout', 'never\n')
    expect((await collected(watchdog(tree))).values).toEqual({
      'node_watchdog_info{name="watchdog1",options="",identity="",state="",status="",pretimeout_governor=""}': 1
    })
  })

  it('distinguishes a kernel without watchdogs from a machine without one', async () => {
    expect(() => watchdog(temporaryTree()).collect()).toThrow(NoDataError)
    const tree = temporaryTree()
    tree.write('sys/class/watchdog/.keep', '')
    expect((await collected(watchdog(tree))).values).toEqual({})
  })
})
