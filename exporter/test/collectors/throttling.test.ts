import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { NoDataError } from '../../src/collector.ts'
import { throttling } from '../../src/collectors/throttling.ts'
import { parseThrottled, type Throttled } from '../../src/parse/throttled.ts'
import type { Command } from '../../src/run-command.ts'
import { hostRoots } from '../host-trees.ts'
import { collected, temporaryTree } from '../temporary-tree.ts'

const command = (...argv: [string, ...string[]]): Command<Throttled> => ({ name: 'vcgencmd', argv, timeoutMs: 5000, parse: parseThrottled })
const vcgencmdOf = (host: string) => command(fileURLToPath(new URL(`../fixtures/${host}/bin/vcgencmd`, import.meta.url)), 'get_throttled')
const noVcgencmd = command('mimamori-no-such-program')

const without = (prefix: string, values: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(values).filter(([key]) => !key.startsWith(prefix)))

describe('throttling', () => {
  it('distinguishes what holds now from what has happened since boot', async () => {
    const { values } = await collected(throttling(hostRoots('zero-2w'), { command: vcgencmdOf('zero-2w') }))
    expect(without('mimamori_throttling_transitions', values)).toEqual({
      'mimamori_throttling_active{condition="undervoltage"}': 0,
      'mimamori_throttling_active{condition="frequency_capped"}': 0,
      'mimamori_throttling_active{condition="throttled"}': 0,
      'mimamori_throttling_active{condition="soft_temperature_limit"}': 1,
      'mimamori_throttling_since_boot{condition="undervoltage"}': 0,
      'mimamori_throttling_since_boot{condition="frequency_capped"}': 1,
      'mimamori_throttling_since_boot{condition="throttled"}': 1,
      'mimamori_throttling_since_boot{condition="soft_temperature_limit"}': 1,
      'mimamori_throttling_source_info{source="vcgencmd"}': 1
    })
  })

  it.each(['pi-3', 'pi-5'])(
    "asks the kernel without vcgencmd (%s), and does not take its copy's upper half for the time since boot",
    async (host) => {
      const { values } = await collected(throttling(hostRoots(host), { command: noVcgencmd }))
      expect(values).toMatchObject({
        'mimamori_throttling_active{condition="undervoltage"}': host === 'pi-3' ? 1 : 0,
        'mimamori_throttling_active{condition="soft_temperature_limit"}': 0,
        'mimamori_throttling_source_info{source="get_throttled"}': 1
      })
      expect(Object.keys(values).join()).not.toContain('since_boot')
    }
  )

  it('knows only of undervoltage now where the kernel has only its alarm', async () => {
    const tree = temporaryTree('pi-3')
    tree.remove('sys/devices/platform/soc/soc:firmware/get_throttled')
    expect((await collected(throttling(tree, { command: noVcgencmd }))).values).toEqual({
      'mimamori_throttling_active{condition="undervoltage"}': 1,
      'mimamori_throttling_source_info{source="rpi_volt"}': 1,
      'mimamori_throttling_transitions_total{condition="undervoltage"}': 0
    })
  })

  it("does not believe the kernel's copy without the driver that renews it", async () => {
    const tree = temporaryTree('pi-3')
    tree.write('sys/devices/platform/soc/soc:firmware/raspberrypi-hwmon/hwmon/hwmon1/name', 'other\n')
    await expect(collected(throttling(tree, { command: noVcgencmd }))).rejects.toThrow(NoDataError)
  })

  it('counts each time that a condition begins, also when it came and went between two collections', async () => {
    const tree = temporaryTree('pi-4')
    // The program prints what the test writes into this file.
    const say = (word: string) => { tree.write('word', `throttled=0x${word}\n`) }
    const collector = throttling(tree, { command: command('cat', `${tree.rootfs}/../word`) })
    const counts = async (word: string) => {
      say(word)
      const { values } = await collected(collector)
      return [
        values['mimamori_throttling_transitions_total{condition="undervoltage"}'],
        values['mimamori_throttling_transitions_total{condition="throttled"}']
      ]
    }
    expect(await counts('50001'), 'what held before the start is no transition').toEqual([0, 0])
    expect(await counts('50001')).toEqual([0, 0])
    expect(await counts('50000')).toEqual([0, 0])
    expect(await counts('50005')).toEqual([1, 1])
    expect(await counts('0'), 'as after a reset of the firmware').toEqual([1, 1])
    expect(await counts('10000'), 'came and went').toEqual([2, 1])
    expect(await counts('10000')).toEqual([2, 1])
    expect(await counts('10001')).toEqual([3, 1])
  })

  it('goes on counting when the source changes', async () => {
    const tree = temporaryTree('pi-3')
    tree.write('word', 'throttled=0x0\n')
    const collector = throttling(tree, { command: command('cat', `${tree.rootfs}/../word`) })
    await collected(collector)
    tree.write('word', 'VCHI initialization failed\n')
    const { values } = await collected(collector)
    expect(values).toMatchObject({
      'mimamori_throttling_source_info{source="get_throttled"}': 1,
      'mimamori_throttling_transitions_total{condition="undervoltage"}': 1,
      'mimamori_throttling_transitions_total{condition="soft_temperature_limit"}': 0
    })
  })

  it('is no matter of a machine that is no Raspberry Pi', async () => {
    await expect(collected(throttling(hostRoots('vm'), { command: command('echo', 'throttled=0x0') }))).rejects.toThrow(
      'this is no Raspberry Pi'
    )
  })

  it('says what the kernel wrote that is no word', async () => {
    const tree = temporaryTree('pi-3')
    tree.write('sys/devices/platform/soc/soc:firmware/get_throttled', 'zzz\n')
    await expect(collected(throttling(tree, { command: noVcgencmd }))).rejects.toThrow(
      'expected a word such as throttled=0x50005, found "zzz"'
    )
  })
})
