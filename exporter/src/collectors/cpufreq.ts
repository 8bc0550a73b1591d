import type { Collector, Roots } from '../collector.ts'
import { listNames, readOptional } from '../read-file.ts'
import { gauge, type Sample } from '../text-format/index.ts'

/** Each frequency file, in kHz, with the family that shows it. */
const frequencies = [
  { file: 'cpuinfo_cur_freq', family: 'node_cpu_frequency_hertz', help: 'Current CPU thread frequency in hertz.' },
  { file: 'cpuinfo_max_freq', family: 'node_cpu_frequency_max_hertz', help: 'Maximum CPU thread frequency in hertz.' },
  { file: 'cpuinfo_min_freq', family: 'node_cpu_frequency_min_hertz', help: 'Minimum CPU thread frequency in hertz.' },
  { file: 'scaling_cur_freq', family: 'node_cpu_scaling_frequency_hertz', help: 'Current scaled CPU thread frequency in hertz.' },
  { file: 'scaling_max_freq', family: 'node_cpu_scaling_frequency_max_hertz', help: 'Maximum scaled CPU thread frequency in hertz.' },
  { file: 'scaling_min_freq', family: 'node_cpu_scaling_frequency_min_hertz', help: 'Minimum scaled CPU thread frequency in hertz.' }
]

/** A file's text; undefined where it is not there, or is for root only, as cpuinfo_cur_freq is. */
const readPermitted = (path: string): string | undefined => {
  try {
    return readOptional(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EACCES') return undefined
    throw error
  }
}

/**
 * CPU frequencies, from /sys/devices/system/cpu/cpufreq (Documentation/admin-guide/pm/cpufreq.rst of the kernel).
 * CPUs that share a clock share a policy, which is read once for all of them: all cores of a Pi are one policy.
 */
export const cpufreq = (roots: Roots): Collector => ({
  name: 'cpufreq',
  collect () {
    const samples = frequencies.map((): Sample[] => [])
    const governors: Sample[] = []
    const directory = `${roots.sys}/devices/system/cpu/cpufreq`
    for (const policy of listNames(directory, /^policy\d+$/)) {
      const read = (file: string): string | undefined => readPermitted(`${directory}/${policy}/${file}`)
      const cpus = read('affected_cpus')?.split(' ').filter((cpu) => cpu !== '') ?? []
      frequencies.forEach(({ file }, i) => {
        const kilohertz = Number.parseInt(read(file) ?? '', 10)
        if (!Number.isNaN(kilohertz)) for (const cpu of cpus) samples[i]!.push({ labels: { cpu }, value: kilohertz * 1000 })
      })
      const current = read('scaling_governor')
      if (current === undefined) continue
      const available = read('scaling_available_governors')?.split(' ') ?? [current]
      for (const cpu of cpus) for (const governor of available) governors.push({ labels: { cpu, governor }, value: governor === current ? 1 : 0 })
    }
    return [
      ...frequencies.map(({ family, help }, i) => gauge(family, help, samples[i]!)),
      gauge('node_cpu_scaling_governor', 'Current enabled CPU frequency governor.', governors)
    ]
  }
})
