import { getCACertificates } from 'node:tls'

/** Of Node and of this server: a LAN has a CA of its own. In PEM. */
export const certificateAuthorities = (): string[] => [...getCACertificates('default'), ...getCACertificates('system')]
