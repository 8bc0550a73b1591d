import { classDirectory } from '../class-directory.ts'
import { collector } from '../collector.ts'
import { readInteger, readLabels } from '../read-attribute.ts'
import { listNames } from '../read-file.ts'
import { gauge, knownSamples } from '../text-format/index.ts'

/** The file of each family whose value is one number. */
const numbers = {
  access_cs0: 'access_cs0',
  bootstatus: 'bootstatus',
  fw_version: 'fw_version',
  nowayout: 'nowayout',
  pretimeout_seconds: 'pretimeout',
  timeleft_seconds: 'timeleft',
  timeout_seconds: 'timeout'
}

const infoFiles = {
  options: 'options', identity: 'identity', state: 'state', status: 'status', pretimeout_governor: 'pretimeout_governor'
}

/** The hardware watchdogs that restart a machine that hangs (Linux Documentation/ABI/testing/sysfs-class-watchdog). */
export const watchdog = collector('watchdog', 'the hardware watchdogs', (roots) => () => {
  const directory = classDirectory(roots, 'watchdog', 'this kernel has no watchdogs')
  const names = listNames(directory, /^watchdog\d+$/)
  return [
    ...Object.entries(numbers).map(([family, file]) => gauge(
      `node_watchdog_${family}`,
      `Value of /sys/class/watchdog/<watchdog>/${file}`,
      knownSamples('name', names, (name) => readInteger(`${directory}/${name}/${file}`))
    )),
    gauge('node_watchdog_info', 'Info of /sys/class/watchdog/<watchdog>', names.map((name) => ({
      labels: { name, ...readLabels(`${directory}/${name}`, infoFiles) },
      value: 1
    })))
  ]
})
