import { realpathSync } from 'node:fs'
import { collector } from '../collector.ts'
import { readAttribute } from '../read-attribute.ts'
import { listNames } from '../read-file.ts'
import { gauge, type Sample } from '../text-format/index.ts'

/** Each frequency file, in kHz, with the family that shows it. */
const frequencies = [
  ['cpuinfo_cur_freq', 'node_cpu_frequency_hertz', 'Current CPU thread frequency in hertz.'],
  ['cpuinfo_max_freq', 'node_cpu_frequency_max_hertz', 'Maximum CPU thread frequency in hertz.'],
  ['cpuinfo_min_freq', 'node_cpu_frequency_min_hertz', 'Minimum CPU thread frequency in hertz.'],
  ['scaling_cur_freq', 'node_cpu_scaling_frequency_hertz', 'Current scaled CPU thread frequency in hertz.'],
  ['scaling_max_freq', 'node_cpu_scaling_frequency_max_hertz', 'Maximum scaled CPU thread frequency in hertz.'],
  ['scaling_min_freq', 'node_cpu_scaling_frequency_min_hertz', 'Minimum scaled CPU thread frequency in hertz.']
] as const

interface Policy {
  /** In the order of `frequencies`; NaN if the driver or its permissions give none (cpuinfo_cur_freq is root's alone). */
  readonly hertz: readonly number[]
  readonly governor: string | undefined
  readonly availableGovernors: readonly string[]
}

const readPolicy = (directory: string): Policy => {
  const governor = readAttribute(`${directory}/scaling_governor`)
  return {
    hertz: frequencies.map(([file]) => Number.parseInt(readAttribute(`${directory}/${file}`) ?? '', 10) * 1000),
    governor,
    availableGovernors: readAttribute(`${directory}/scaling_available_governors`)?.split(' ') ?? (governor === undefined ? [] : [governor])
  }
}

/** The target of a CPU's link; undefined if it has none, as in most virtual machines. */
const policyDirectory = (link: string): string | undefined => {
  try {
    return realpathSync(link)
  } catch {
    return undefined
  }
}

/**
 * CPU frequencies, from /sys/devices/system/cpu/cpuN/cpufreq (Documentation/admin-guide/pm/cpufreq.rst of the kernel).
 * CPUs that share a clock have links to one policy, which is read once for all of them: all cores of a Pi share one.
 */
export const cpufreq = collector('cpufreq', 'CPU frequencies and governors', (roots) => () => {
  const samples = frequencies.map((): Sample[] => [])
  const governors: Sample[] = []
  const policies = new Map<string, Policy>()
  const cpus = `${roots.sys}/devices/system/cpu`
  for (const name of listNames(cpus, /^cpu\d+$/)) {
    const directory = policyDirectory(`${cpus}/${name}/cpufreq`)
    if (directory === undefined) continue
    const cpu = name.slice('cpu'.length)
    const policy = policies.get(directory) ?? readPolicy(directory)
    policies.set(directory, policy)
    policy.hertz.forEach((value, i) => { if (!Number.isNaN(value)) samples[i]!.push({ labels: { cpu }, value }) })
    if (policy.governor === undefined) continue
    for (const governor of policy.availableGovernors) {
      governors.push({ labels: { cpu, governor }, value: governor === policy.governor ? 1 : 0 })
    }
  }
  return [
    ...frequencies.map(([, family, help], i) => gauge(family, help, samples[i]!)),
    gauge('node_cpu_scaling_governor', 'Current enabled CPU frequency governor.', governors)
  ]
})
