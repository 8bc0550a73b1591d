/** What is a device's id, without a schema: the command line and the agent ask nothing more, and load nothing for it. */

/** Names that stand where a device's id could stand in a path, and so can be no device's id. */
export const reservedDeviceIds: readonly string[] = ['status', 'logs', 'batch', 'import', 'heartbeat', 'alerts', 'device', 'fleet', 'inventory', 'localhost']

/** A DNS label (RFC 1123, section 2.1) in lower case. */
export const deviceIdPattern = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/** Whether a text can be a device's id: a DNS label in lower case that is no name of a route. */
export const isDeviceId = (text: string): boolean => deviceIdPattern.test(text) && !reservedDeviceIds.includes(text)
