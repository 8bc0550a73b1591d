import { existsSync } from 'node:fs'
import { listNames, readNumber } from '../read-file.ts'
import { counter, type Family, type Sample } from '../text-format/index.ts'

/**
 * How often an x86 CPU slowed itself down for heat, once for each core and package (Documentation/admin-guide/thermal
 * of the kernel). ARM boards have no such files; see the `mimamori_…` metrics for a Pi's throttling.
 */
export const cpuThrottles = (cpuDirectory: string): Family[] => {
  const cores = new Map<string, Sample>()
  const packages = new Map<string, Sample>()
  for (const name of listNames(cpuDirectory, /^cpu\d+$/)) {
    const directory = `${cpuDirectory}/${name}`
    if (!existsSync(`${directory}/thermal_throttle`)) continue
    const packageId = readNumber(`${directory}/topology/physical_package_id`)
    const coreId = readNumber(`${directory}/topology/core_id`)
    // A CPU that is offline has no place in the topology: the kernel gives −1 or nothing.
    if (packageId === undefined || coreId === undefined || packageId < 0 || coreId < 0) continue
    const read = (samples: Map<string, Sample>, key: string, labels: Record<string, string>, file: string): void => {
      if (samples.has(key)) return
      const value = readNumber(`${directory}/thermal_throttle/${file}`)
      if (value !== undefined) samples.set(key, { labels, value })
    }
    read(cores, `${packageId} ${coreId}`, { package: String(packageId), core: String(coreId) }, 'core_throttle_count')
    read(packages, String(packageId), { package: String(packageId) }, 'package_throttle_count')
  }
  return [
    counter('node_cpu_core_throttles_total', 'Number of times this CPU core has been throttled.', [...cores.values()]),
    counter('node_cpu_package_throttles_total', 'Number of times this CPU package has been throttled.', [...packages.values()])
  ]
}
