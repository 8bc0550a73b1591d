import { getCACertificates } from 'node:tls'

/** The authorities that are trusted, in PEM: those of Node.js, and this machine's, since a LAN has a CA of its own. */
export const certificateAuthorities = (): string[] => [...getCACertificates('default'), ...getCACertificates('system')]

/** Whether the error code of a connection is about the other end's certificate. */
export const isCertificateError = (code: string): boolean => /CERT|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)/.test(code)
