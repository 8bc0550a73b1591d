import { cpSync, readFileSync } from 'node:fs'
import { collectAll, createCollectors, renderFamilies } from '@mimamori/exporter'
import { expect, test } from 'vitest'
import { selectFamilies } from '../../agent/src/measure/profile.ts'
import { defaultLiveLimits } from '../../collector/src/devices/live/limits.ts'
import { temporaryTree } from '../../exporter/test/temporary-tree.ts'

const times = <Result>(count: number, make: (index: number) => Result): Result[] => Array.from({ length: count }, (_, index) => make(index))

test('the default report of a Pi with containers, disks and many mounts is within what the collector takes of a device', async () => {
  const tree = temporaryTree('pi-5')
  const add = (path: string, lines: readonly string[]): void => {
    tree.write(path, [readFileSync(`${tree.proc}/../${path}`, 'utf8').trimEnd(), ...lines, ''].join('\n'))
  }
  const interfaces = times(32, (index) => `veth${index}`)
  add('proc/net/dev', interfaces.map((name) => `${name}: ${times(16, () => 1).join(' ')}`))
  for (const name of interfaces) {
    cpSync(`${tree.sys}/class/net/eth0/`, `${tree.sys}/class/net/${name}`, { recursive: true, dereference: true })
  }
  add('proc/diskstats', times(8, (index) => `8 ${16 * index} sd${String.fromCharCode(97 + index)} ${times(17, () => 1).join(' ')}`))
  add(
    'proc/1/mountinfo',
    times(40, (index) => `${100 + index} 26 8:${index} / /srv/data${index} rw,relatime shared:9 - ext4 /dev/sda${index} rw`)
  )

  const families = selectFamilies(await collectAll(createCollectors({ roots: tree })), { profile: 'default', collectors: [] })
  const series = families.reduce((sum, { samples }) => sum + samples.length, 0)
  expect(series).toBeGreaterThan(1500)
  expect(series).toBeLessThan(0.8 * defaultLiveLimits.seriesPerDevice)
  // MIMAMORI_MAX_BODY_BYTES
  expect(Buffer.byteLength(renderFamilies(families))).toBeLessThan(0.5 * 1_048_576)
})
