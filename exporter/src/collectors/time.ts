import { statSync } from 'node:fs'
import { collector } from '../collector.ts'
import { parseTimeZone, zoneAt, type TimeZone } from '../parse/tzif.ts'
import { listNames, readBytes, readOptional } from '../read-file.ts'
import { gauge, type Sample } from '../text-format/index.ts'

export interface TimeOptions {
  /** The wall clock, in milliseconds since 1970. */
  readonly now?: () => number
  /** The time zone's name if it is not the machine's: the environment's TZ. */
  readonly timeZone?: string | undefined
}

const utc: TimeZone = { transitions: [], first: { offsetSeconds: 0, name: 'UTC' } }

/** Gives the machine's time zone; its file, which seldom changes, is read only when it has. */
const zoneReader = (path: string): () => TimeZone => {
  let zone = utc
  let readFrom: string | undefined
  return () => {
    const found = statSync(path, { throwIfNoEntry: false })
    const version = found && `${found.ino} ${found.mtimeMs} ${found.size}`
    if (version !== readFrom) {
      const file = found && readBytes(path)
      zone = file === undefined ? utc : parseTimeZone(file)
      readFrom = version
    }
    return zone
  }
}

/** The device's own clock, its time zone, and the kernel's clock sources. */
export const time = collector('time', "the device's clock, its time zone and its clock source", (
  roots, { now = Date.now, timeZone = process.env['TZ'] }: TimeOptions = {}
) => {
  const readZone =
    timeZone === ''
      ? () => utc
      : zoneReader(
          timeZone === undefined ? `${roots.rootfs}/etc/localtime` : `${roots.rootfs}/usr/share/zoneinfo/${timeZone.replace(/^:/, '')}`
        )
  const sources = `${roots.sys}/devices/system/clocksource`
  return () => {
    const seconds = now() / 1000
    const { offsetSeconds, name } = zoneAt(readZone(), seconds)
    const available: Sample[] = []
    const current: Sample[] = []
    listNames(sources, /^clocksource\d+$/).forEach((source, index) => {
      const device = String(index)
      for (const clocksource of (readOptional(`${sources}/${source}/available_clocksource`) ?? '').split(' ')) {
        if (clocksource !== '') available.push({ labels: { device, clocksource }, value: 1 })
      }
      const clocksource = readOptional(`${sources}/${source}/current_clocksource`)
      if (clocksource !== undefined) current.push({ labels: { device, clocksource }, value: 1 })
    })
    return [
      gauge('node_time_clocksource_available_info', "Available clocksources read from '/sys/devices/system/clocksource'.", available),
      gauge('node_time_clocksource_current_info', "Current clocksource read from '/sys/devices/system/clocksource'.", current),
      gauge('node_time_seconds', 'System time in seconds since epoch (1970).', seconds),
      gauge('node_time_zone_offset_seconds', 'System time zone offset in seconds.', [
        { labels: { time_zone: name }, value: offsetSeconds }
      ])
    ]
  }
})
