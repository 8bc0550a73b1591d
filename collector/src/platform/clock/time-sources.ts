import { execFile } from 'node:child_process'
import { access, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { TimeSources } from './trust.ts'

const run = promisify(execFile)

export interface HostView {
  readonly platform: NodeJS.Platform
  readonly sysRoot: string
  readonly runRoot: string
  /** The administrator says that this machine's RTC has a battery (MIMAMORI_RTC_BATTERY=yes). */
  readonly rtcHasBattery: boolean
  /** Standard output of a command, or undefined if it is missing, fails or takes too long. */
  readonly outputOf: (command: string, args: readonly string[]) => Promise<string | undefined>
}

const commandOutput: HostView['outputOf'] = async (command, args) => {
  const result = await run(command, [...args], { timeout: 5000, env: { ...process.env, LC_ALL: 'C' } }).catch(() => undefined)
  return result?.stdout.trim()
}

export const thisHost = ({ rtcHasBattery }: Pick<HostView, 'rtcHasBattery'>): HostView =>
  ({ platform: process.platform, sysRoot: '/sys', runRoot: '/run', rtcHasBattery, outputOf: commandOutput })

/**
 * Finds what keeps this machine's time. Synchronised: systemd-timesyncd's mark, or the kernel's answer to timedatectl,
 * whichever daemon set it (chrony and ntpd too). Kept by its host: a virtual machine (systemd-detect-virt), whose clock the
 * hypervisor starts right. A container has its host's clock, which may be a Pi's without a network: the visible signs of
 * that host count, its RTC or, if /run/systemd/timesync is mounted, its mark. Anything but Linux is somebody's desk, whose
 * system keeps the time.
 */
export const readTimeSources = async (host: HostView): Promise<TimeSources> => {
  if (host.platform !== 'linux') return { synchronised: false, batteryBackedRtc: false, hostKeepsTime: true }
  const [synchronised, batteryBackedRtc, hostKeepsTime] = await Promise.all([
    isSynchronised(host),
    hasBatteryBackedRtc(host),
    isVirtualMachine(host)
  ])
  return { synchronised, batteryBackedRtc, hostKeepsTime }
}

const isSynchronised = async ({ runRoot, outputOf }: HostView): Promise<boolean> => {
  const marked = await access(join(runRoot, 'systemd/timesync/synchronized')).then(() => true, () => false)
  return marked || await outputOf('timedatectl', ['show', '--property=NTPSynchronized', '--value']) === 'yes'
}

/** A PC's CMOS clock has a battery on the board; about any other, a Pi 5's too, only the administrator can know. */
const hasBatteryBackedRtc = async ({ sysRoot, rtcHasBattery }: HostView): Promise<boolean> => {
  const clocks = await readdir(join(sysRoot, 'class/rtc')).catch(() => [])
  const names = await Promise.all(clocks.map((rtc) => readFile(join(sysRoot, 'class/rtc', rtc, 'name'), 'utf8').catch(() => '')))
  return names.length > 0 && (rtcHasBattery || names.some((name) => name.startsWith('rtc_cmos')))
}

const isVirtualMachine = async ({ outputOf }: HostView): Promise<boolean> => {
  // Exits 1 and prints `none` on bare metal; inside a container it detects the machine below.
  const kind = await outputOf('systemd-detect-virt', ['--vm'])
  return kind !== undefined && kind !== '' && kind !== 'none'
}
