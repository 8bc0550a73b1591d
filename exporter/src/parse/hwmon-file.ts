/** The parts of a hwmon file's name: `temp1_crit_alarm` is property `crit_alarm` of `temp` number 1. */
export interface HwmonFile {
  readonly type: string
  readonly number: number
  /** Empty for a file such as `pwm1`. */
  readonly property: string
}

const types = new Set([
  'vrm',
  'beep_enable',
  'update_interval',
  'in',
  'cpu',
  'fan',
  'pwm',
  'temp',
  'curr',
  'power',
  'energy',
  'humidity',
  'intrusion',
  'freq'
])

/** Reads the name of a file in a hwmon directory; undefined if it is no sensor's (`name`, `uevent`, `power/`). */
export const parseHwmonFile = (name: string): HwmonFile | undefined => {
  const match = /^([^0-9]+)([0-9]*)?(?:_(.+))?$/.exec(name)
  return match === null || !types.has(match[1]!) ? undefined : { type: match[1]!, number: Number(match[2] ?? 0), property: match[3] ?? '' }
}
