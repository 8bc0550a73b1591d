import { deviceLabels } from '../device-labels.ts'
import { ofCollector } from './last-samples.ts'

/** The labels of a device whose agent is not the one it should have. */
export const agentLabels = `${deviceLabels}, agent_version`

/**
 * Devices whose agent has another version than the one published on their collector's server, or than the collector if none is; `where`
 * selects further.
 */
export const agentsBehind = (where = ''): string => `
# Other agents report no version.
max by (${agentLabels}) (${ofCollector(`mimamori_device_info{${where}agent_version!=""}`)})
unless on (agent_version)
label_replace(${ofCollector('mimamori_collector_expected_agent_info')}, "agent_version", "$1", "version", "(.+)")
`
