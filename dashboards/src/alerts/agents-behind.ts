import { deviceLabels } from '../device-labels.ts'

/** The labels of a device whose agent is not that of the collector. */
export const agentLabels = `${deviceLabels}, agent_version`

/** Devices whose agent has another version than the collector, with which it is released; `where` selects further. */
export const agentsBehind = (where = ''): string => `
# Other agents report no version.
max by (${agentLabels}) (mimamori_device_info{${where}agent_version!=""})
unless on (agent_version)
label_replace(mimamori_collector_build_info, "agent_version", "$1", "version", "(.+)")
`
