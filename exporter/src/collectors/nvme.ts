import { collector, NoDataError } from '../collector.ts'
import { readLabels } from '../read-attribute.ts'
import { listNames } from '../read-file.ts'
import { gauge } from '../text-format/index.ts'

const files = { firmware_revision: 'firmware_rev', model: 'model', serial: 'serial', state: 'state' }

/** The NVMe drives and their state, from /sys/class/nvme. */
export const nvme = collector('nvme', 'which NVMe drives there are', (roots) => () => {
  const directory = `${roots.sys}/class/nvme`
  const devices = listNames(directory, /^nvme\d+$/)
  if (devices.length === 0) throw new NoDataError('there is no NVMe drive')
  return [
    gauge(
      'node_nvme_info',
      'Non-numeric data from /sys/class/nvme/<device>, value is always 1.',
      devices.map((device) => ({ labels: { device, ...readLabels(`${directory}/${device}`, files) }, value: 1 }))
    )
  ]
})
