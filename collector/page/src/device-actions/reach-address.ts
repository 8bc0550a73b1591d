import type { ClientStatus } from '@mimamori/contract'

/** Only the characters of an IP address, and none by which a shell or ssh could be led astray. */
const likeIpAddress = /^[0-9a-f][0-9a-f.:]{1,44}$/i

/**
 * The address for the commands that a person copies into a shell: the registered one, which was checked when it was
 * entered; else the one that the device gave for itself, if it is nothing but an IP address. A device can say anything.
 */
export const reachAddress = ({ address, ipAddress }: Pick<ClientStatus, 'address' | 'ipAddress'>): string | undefined =>
  address ?? (ipAddress !== null && likeIpAddress.test(ipAddress) ? ipAddress : undefined)

/** Whether it is registered as the machine that the collector runs on, as `npm start` does. */
export const isServerItself = (registered: string | null): boolean =>
  registered !== null && ['127.0.0.1', '::1', 'localhost'].includes(registered)
