import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { lookAtTimeKeepers, thisHost, type HostView } from '../../src/clock/time-keepers.ts'

const roots: string[] = []
afterEach(async () => { for (const root of roots.splice(0)) await rm(root, { recursive: true }) })

/** A host of these files, on which these commands print what is given; others are missing. */
const host = async ({ files = {}, commands = {}, rtcHasBattery = false, platform = 'linux' }: { files?: Record<string, string>, commands?: Record<string, string>, rtcHasBattery?: boolean, platform?: NodeJS.Platform }): Promise<HostView> => {
  const root = await mkdtemp(join(tmpdir(), 'mimamori-clock-'))
  roots.push(root)
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), content)
  }
  return { platform, sysRoot: join(root, 'sys'), runRoot: join(root, 'run'), rtcHasBattery, outputOf: async (command) => commands[command] }
}
const nothing = { synchronised: false, batteryBackedRtc: false, keptByHost: false }

it('finds nothing that keeps the time of a Raspberry Pi 4 without a network', async () => {
  await expect(host({ commands: { timedatectl: 'no', 'systemd-detect-virt': '' } }).then(lookAtTimeKeepers)).resolves.toStrictEqual(nothing)
})

it.each([
  ["systemd-timesyncd's mark", { files: { 'run/systemd/timesync/synchronized': '' } }],
  ['the kernel, by whatever daemon', { commands: { timedatectl: 'yes' } }]
])('is synchronised by %s', async (_, view) => {
  await expect(host(view).then(lookAtTimeKeepers)).resolves.toStrictEqual({ ...nothing, synchronised: true })
})

it("trusts a PC's CMOS clock, and a Pi's RTC only where its battery is known", async () => {
  const pc = { files: { 'sys/class/rtc/rtc0/name': 'rtc_cmos rtc_cmos\n' } }
  // The name as Raspberry Pi OS's kernel gives it on a Pi 5 (drivers/rtc/rtc-rpi.c).
  const pi5 = { files: { 'sys/class/rtc/rtc0/name': 'rpi-rtc soc:rpi_rtc\n' } }
  await expect(host(pc).then(lookAtTimeKeepers)).resolves.toMatchObject({ batteryBackedRtc: true })
  await expect(host(pi5).then(lookAtTimeKeepers)).resolves.toMatchObject({ batteryBackedRtc: false })
  await expect(host({ ...pi5, rtcHasBattery: true }).then(lookAtTimeKeepers)).resolves.toMatchObject({ batteryBackedRtc: true })
})

it('does not believe in a battery where there is no clock', async () => {
  await expect(host({ rtcHasBattery: true }).then(lookAtTimeKeepers)).resolves.toMatchObject({ batteryBackedRtc: false })
})

it.each(['kvm', 'systemd-nspawn', 'docker'])('takes the time of a machine inside %s for kept by its host', async (kind) => {
  await expect(host({ commands: { 'systemd-detect-virt': kind } }).then(lookAtTimeKeepers)).resolves.toMatchObject({ keptByHost: true })
})

it('leaves it to the operating system where that is not Linux', async () => {
  await expect(host({ platform: 'darwin' }).then(lookAtTimeKeepers)).resolves.toMatchObject({ keptByHost: true })
})

it('gets along with the real machine, whatever it has', async () => {
  const keepers = await lookAtTimeKeepers(thisHost({ rtcHasBattery: false }))
  expect(Object.values(keepers).every((value) => typeof value === 'boolean')).toBe(true)
})
