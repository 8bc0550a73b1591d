import { isIP } from 'node:net'

/** Checks the address of a device, without a schema: the collector and the commands that add devices on the server use the same rule. */

const hostName = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i

/**
 * A name that ends in digits alone is a mistyped IPv4 address; browsers read it as one, too
 * (https://url.spec.whatwg.org/#ends-in-a-number-checker).
 */
const isHostName = (text: string): boolean => hostName.test(text) && !/(?:^|\.)\d+$/.test(text)

/** Whether a text is an IP address or can be a host name. */
export const isDeviceAddress = (text: string): boolean => isIP(text) !== 0 || isHostName(text)
