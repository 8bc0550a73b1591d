import { utimesSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { clock } from '../../src/collectors/clock.ts'
import { reboot } from '../../src/collectors/reboot.ts'
import { rtc } from '../../src/collectors/rtc.ts'
import { parseTimex } from '../../src/parse/timex.ts'
import { hostRoots } from '../host-trees.ts'
import { collected, temporaryTree } from '../temporary-tree.ts'

const answering = (state: number) => ({
  command: {
    name: 'adjtimex',
    argv: ['echo', `${state} 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0`] as [string, ...string[]],
    timeoutMs: 5000,
    parse: parseTimex
  }
})

describe('clock', () => {
  it('is synchronised once systemd-timesyncd has set it, and says when that was', async () => {
    const tree = temporaryTree()
    tree.write('rootfs/run/systemd/timesync/.keep', '')
    expect((await collected(clock(tree, answering(0)))).values, 'timesyncd runs, and has not set the clock').toEqual({
      mimamori_clock_synchronised: 0
    })
    tree.write('rootfs/run/systemd/timesync/synchronized', '')
    utimesSync(`${tree.rootfs}/run/systemd/timesync/synchronized`, 1_790_000_000, 1_790_000_000)
    expect((await collected(clock(tree, answering(5)))).values).toEqual({
      mimamori_clock_synchronised: 1,
      mimamori_clock_last_synchronised_timestamp_seconds: 1_790_000_000
    })
  })

  it('asks the kernel where another program keeps the clock', async () => {
    expect((await collected(clock(temporaryTree(), answering(0)))).values).toEqual({ mimamori_clock_synchronised: 1 })
    expect((await collected(clock(temporaryTree(), answering(5)))).values).toEqual({ mimamori_clock_synchronised: 0 })
  })

  it('knows nothing where the kernel does not say', async () => {
    await expect(collected(clock(temporaryTree(), { command: { ...answering(0).command, argv: ['mimamori-no-such-program'] } }))).rejects.toThrow(
      'there is no program'
    )
  })
})

describe('rtc', () => {
  it("shows a Pi 5's clock and its battery", async () => {
    expect((await collected(rtc(hostRoots('pi-5')))).values).toEqual({
      'mimamori_rtc_battery_volts{rtc="rtc0"}': 2.9821,
      'mimamori_rtc_info{rtc="rtc0",name="rpi-rtc soc@107c000000:rpi_rtc"}': 1,
      mimamori_rtc_present: 1
    })
  })

  it('says that a Pi 4 has none', async () => {
    expect((await collected(rtc(hostRoots('pi-4')))).values).toEqual({ mimamori_rtc_present: 0 })
  })

  it('knows nothing of a battery that is not reported', async () => {
    const tree = temporaryTree()
    tree.write('sys/class/rtc/rtc0/battery_voltage', 'empty\n')
    expect((await collected(rtc(tree))).values).toEqual({ 'mimamori_rtc_info{rtc="rtc0",name=""}': 1, mimamori_rtc_present: 1 })
  })
})

describe('reboot', () => {
  it('is required when a package asked for it', async () => {
    expect((await collected(reboot(hostRoots('pi-3')))).values).toEqual({
      mimamori_reboot_required: 1,
      mimamori_reboot_required_packages: 2
    })
    expect((await collected(reboot(hostRoots('pi-4')))).values).toEqual({
      mimamori_reboot_required: 0,
      mimamori_reboot_required_packages: 0
    })
  })

  it('counts a package once, and none of a list that was left behind', async () => {
    const tree = temporaryTree()
    tree.write('rootfs/run/reboot-required.pkgs', 'linux\nlinux\n\n')
    expect((await collected(reboot(tree))).values).toEqual({ mimamori_reboot_required: 0, mimamori_reboot_required_packages: 0 })
    tree.write('rootfs/run/reboot-required', '')
    expect((await collected(reboot(tree))).values).toEqual({ mimamori_reboot_required: 1, mimamori_reboot_required_packages: 1 })
  })
})
