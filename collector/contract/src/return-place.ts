/**
 * Where to log in, with the page of ours that was asked for: its path and query, as the request has them. The empty fragment
 * is meant: without one a browser carries over the page's, and the log-in takes a fragment for a code.
 */
export const loginAddress = (asked: string): string => `/admin/login?to=${encodeURIComponent(asked)}#`

/** The place that the query of the log-in's address names, if it is one of ours. */
export const askedPlace = (query: string): string | undefined => ownPlace(new URLSearchParams(query).get('to') ?? '')

/** To read a path as one of http's, whose rules for `\` and `..` are its own. */
const anyOrigin = 'http:own'

/**
 * A path below /admin with its query, as a browser will read it; undefined for all that leads elsewhere, since anybody can
 * make an address. `lang` stays out: it has been noted already, and may have been switched since.
 */
export const ownPlace = (text: string): string | undefined => {
  if (!text.startsWith('/admin')) return undefined
  const { pathname, searchParams } = new URL(text, anyOrigin)
  if (pathname !== '/admin' && (!pathname.startsWith('/admin/') || pathname === '/admin/login')) return undefined
  searchParams.delete('lang')
  return searchParams.size === 0 ? pathname : `${pathname}?${searchParams}`
}
