/** Checks a device's id, without a schema: the command line and the agent need nothing more, and load nothing for it. */

/** Names that occur in paths in the place of a device's id. */
const routeNames = ['status', 'logs', 'batch', 'import', 'heartbeat', 'alerts', 'device', 'fleet', 'inventory'] as const
/**
 * Names that every inventory of Ansible has. Ansible applies variables of a device with the name of a group, such as its address, to the
 * group's devices.
 */
const inventoryNames = ['localhost', 'all', 'ungrouped', 'clients'] as const

/** Names that have the form of a device's id and are reserved. */
export const reservedDeviceIds: readonly string[] = [...routeNames, ...inventoryNames]

/** A DNS label (RFC 1123, section 2.1) in lower case. */
export const deviceIdPattern = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/** Whether a text can be a device's id: a DNS label in lower case that is not reserved. */
export const isDeviceId = (text: string): boolean => deviceIdPattern.test(text) && !reservedDeviceIds.includes(text)
