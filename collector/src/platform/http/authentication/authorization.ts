/** The token of `Authorization: Bearer …` (RFC 6750), if that is the scheme. */
export const bearerToken = (authorization: string | undefined): string | undefined =>
  /^bearer +(\S+) *$/i.exec(authorization ?? '')?.[1]

/** User and password of `Authorization: Basic …` (RFC 7617), if that is the scheme. */
export const basicCredentials = (authorization: string | undefined): { readonly user: string, readonly password: string } | undefined => {
  const encoded = /^basic +([A-Za-z0-9+/=_-]+) *$/i.exec(authorization ?? '')?.[1]
  if (encoded === undefined) return undefined
  const decoded = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = decoded.indexOf(':')
  return colon === -1 ? undefined : { user: decoded.slice(0, colon), password: decoded.slice(colon + 1) }
}
