import { spawnSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { readTimeSources, thisHost, type HostView } from '../../../src/platform/clock/time-sources.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

/** A host of these files, on which these commands print what is given; others are missing. */
const host = async ({
  files = {},
  commands = {},
  rtcHasBattery = false,
  platform = 'linux'
}: {
  files?: Record<string, string>
  commands?: Record<string, string>
  rtcHasBattery?: boolean
  platform?: NodeJS.Platform
}): Promise<HostView> => {
  const root = temporaryDirectory()
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), content)
  }
  return {
    platform,
    sysRoot: join(root, 'sys'),
    runRoot: join(root, 'run'),
    rtcHasBattery,
    outputOf: async (command, args) => commands[[command, ...args].join(' ')]
  }
}
const askSynchronised = 'timedatectl show --property=NTPSynchronized --value'
const askVirtual = 'systemd-detect-virt --vm'
const nothing = { synchronised: false, batteryBackedRtc: false, hostKeepsTime: false }

it('finds nothing that keeps the time of a Raspberry Pi 4 without a network', async () => {
  await expect(host({ commands: { [askSynchronised]: 'no', [askVirtual]: '' } }).then(readTimeSources)).resolves.toStrictEqual(nothing)
})

it.each([
  ["systemd-timesyncd's mark", { files: { 'run/systemd/timesync/synchronized': '' } }],
  ['the kernel, by whatever daemon', { commands: { [askSynchronised]: 'yes' } }]
])('is synchronised by %s', async (_, view) => {
  await expect(host(view).then(readTimeSources)).resolves.toStrictEqual({ ...nothing, synchronised: true })
})

it("trusts a PC's CMOS clock, and a Pi's RTC only where its battery is known", async () => {
  const pc = { files: { 'sys/class/rtc/rtc0/name': 'rtc_cmos rtc_cmos\n' } }
  // The name as Raspberry Pi OS's kernel gives it on a Pi 5 (drivers/rtc/rtc-rpi.c).
  const pi5 = { files: { 'sys/class/rtc/rtc0/name': 'rpi-rtc soc:rpi_rtc\n' } }
  await expect(host(pc).then(readTimeSources)).resolves.toMatchObject({ batteryBackedRtc: true })
  await expect(host(pi5).then(readTimeSources)).resolves.toMatchObject({ batteryBackedRtc: false })
  await expect(host({ ...pi5, rtcHasBattery: true }).then(readTimeSources)).resolves.toMatchObject({ batteryBackedRtc: true })
})

it('does not believe in a battery where there is no clock', async () => {
  await expect(host({ rtcHasBattery: true }).then(readTimeSources)).resolves.toMatchObject({ batteryBackedRtc: false })
})

it.each(['kvm', 'vmware', 'microsoft'])('takes the time of a virtual machine of %s for kept by its host', async (kind) => {
  await expect(host({ commands: { [askVirtual]: kind } }).then(readTimeSources)).resolves.toMatchObject({ hostKeepsTime: true })
})

it.each(['docker', 'podman', 'systemd-nspawn'])(
  'does not take the time of a container of %s for kept: its host may be a Pi',
  async (kind) => {
    const container = { commands: { 'systemd-detect-virt': kind, 'systemd-detect-virt --container': kind } }
    await expect(host(container).then(readTimeSources)).resolves.toStrictEqual(nothing)
    // What can be seen of the host counts: its CMOS clock in /sys, and the mark of its timesyncd where that is mounted.
    await expect(
      host({ ...container, files: { 'sys/class/rtc/rtc0/name': 'rtc_cmos rtc_cmos\n' } }).then(readTimeSources)
    ).resolves.toMatchObject({ batteryBackedRtc: true })
    await expect(host({ ...container, files: { 'run/systemd/timesync/synchronized': '' } }).then(readTimeSources)).resolves.toMatchObject({
      synchronised: true
    })
    await expect(host({ commands: { ...container.commands, [askVirtual]: 'kvm' } }).then(readTimeSources)).resolves.toMatchObject({
      hostKeepsTime: true
    })
  }
)

it('leaves it to the operating system where that is not Linux', async () => {
  await expect(host({ platform: 'darwin' }).then(readTimeSources)).resolves.toMatchObject({ hostKeepsTime: true })
})

it.runIf(process.platform === 'linux')('says of the real machine what its own tool says', async () => {
  const kind = spawnSync('systemd-detect-virt', ['--vm'], { encoding: 'utf8' }).stdout as string | null
  const isVirtual = kind !== null && !['', 'none'].includes(kind.trim())
  await expect(readTimeSources(thisHost({ rtcHasBattery: false }))).resolves.toMatchObject({ hostKeepsTime: isVirtual })
})
