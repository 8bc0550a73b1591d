/**
 * The address of the login, with the requested page of ours: its path and query, as the request has them. The empty fragment
 * is intended: without one a browser carries over the page's, and the login takes a fragment for a code.
 */
export const loginAddress = (asked: string): string => `/admin/login?to=${encodeURIComponent(asked)}#`

/** The page that the query of the login's address names, if it is one of ours. */
export const requestedPath = (query: string): string | undefined => adminPath(new URLSearchParams(query).get('to') ?? '')

/** For parsing a path as one of http's, whose rules for `\` and `..` are its own. */
const anyOrigin = 'http:own'

/**
 * A path below /admin with its query, as a browser will read it; undefined for all other addresses, since anybody can
 * make one. `lang` is left out: it has been stored already, and may have been switched since.
 */
export const adminPath = (text: string): string | undefined => {
  if (!text.startsWith('/admin')) return undefined
  const { pathname, searchParams } = new URL(text, anyOrigin)
  if (pathname !== '/admin' && (!pathname.startsWith('/admin/') || pathname === '/admin/login')) return undefined
  searchParams.delete('lang')
  return searchParams.size === 0 ? pathname : `${pathname}?${searchParams}`
}
