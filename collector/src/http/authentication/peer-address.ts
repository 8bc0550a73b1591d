import type { FastifyRequest } from 'fastify'

/** Where a request came from: an IPv4 address as one, also where the collector listens on IPv6 and sees it in a mapped form. */
export const peerAddress = ({ ip }: FastifyRequest): string => ip.replace(/^::ffff:(?=\d+\.)/i, '')
