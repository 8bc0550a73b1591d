import { z } from 'zod'

/**
 * Addresses of services that give away a rented machine's keys (https://owasp.org/www-community/attacks/Server_Side_Request_Forgery); on a
 * LAN nothing listens there.
 */
const forbidden =
  /^(?:169\.254\..*|0\.0\.0\.0|\[fe[89ab][0-9a-f]:.*|\[::\]|\[fd00:ec2::254\]|\[::ffff:(?:a9fe:.*|0:0)\]|metadata\.google\.internal\.?)$/i

/** Whether a message may be sent to a host: any but link-local ones. `hostname` as in a URL, an IPv6 address in brackets. */
export const isAllowedHost = (hostname: string): boolean => !forbidden.test(hostname)

const isWebAddress = (text: string): boolean => {
  const url = URL.parse(text)
  return url !== null && /^https?:$/.test(url.protocol) && /^[\x21-\x7e]+$/.test(text)
}

/** The address that messages are sent to. Mostly a secret: anyone who knows it can send, too. */
export const webAddress = z.string().max(2048, 'expected at most 2048 characters')
  .refine(isWebAddress, 'expected an http or https address, such as http://chat.factory.lan:8065/hooks/…')
  .refine((text) => isAllowedHost(URL.parse(text)?.hostname ?? ''), 'must not be a link-local address')
