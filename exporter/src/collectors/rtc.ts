import { collector } from '../collector.ts'
import { readAttribute, readInteger } from '../read-attribute.ts'
import { listNames } from '../read-file.ts'
import { gauge, knownSamples } from '../text-format/index.ts'

const microvoltsPerVolt = 1_000_000

/** The clock that runs while the device is off: most Raspberry Pis have none, and boot in the past. */
export const rtc = collector('rtc', 'the real-time clock and its battery', (roots) => () => {
  const directory = `${roots.sys}/class/rtc`
  const clocks = listNames(directory, /^rtc\d+$/)
  return [
    gauge(
      'mimamori_rtc_battery_volts',
      'Battery voltage of the real-time clock. Only available on a Raspberry Pi 5; near 0 without a battery, when the clock stops with the power.',
      knownSamples('rtc', clocks, (rtc) => {
        const voltage = readInteger(`${directory}/${rtc}/battery_voltage`)
        return voltage && voltage / microvoltsPerVolt
      })
    ),
    gauge(
      'mimamori_rtc_info',
      'Information about the real-time clock.',
      clocks.map((rtc) => ({ labels: { rtc, name: readAttribute(`${directory}/${rtc}/name`) ?? '' }, value: 1 }))
    ),
    gauge(
      'mimamori_rtc_present',
      'Whether the device has a real-time clock; without one, it boots with the wrong time.',
      clocks.length === 0 ? 0 : 1
    )
  ]
})
