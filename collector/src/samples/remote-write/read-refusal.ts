/** The reasons why samples are not stored and never will be. */
export type WriteRefusal = 'too_old' | 'out_of_bounds' | 'out_of_order' | 'duplicate' | 'too_large' | 'other'

/** Messages of Prometheus (storage/interface.go) and of Mimir (pkg/util/globalerror). */
const words: readonly (readonly [WriteRefusal, RegExp])[] = [
  ['too_old', /too[ -]old|too-far-in-past/],
  ['out_of_bounds', /out of bounds/],
  ['duplicate', /duplicate[ -](?:sample|timestamp)|sample-duplicate/],
  ['out_of_order', /out[ -]of[ -]order/]
]

/** 409: Thanos has another value of that time. */
const refusals = new Set([400, 409, 422])

/** With 400, if the receiver serves TLS and its address begins with http: nothing is wrong with the samples. */
const servesTls = /HTTP request to an HTTPS server/

/** Undefined if the same request may be taken another time. */
export const readRefusal = (status: number, text: string): WriteRefusal | undefined => {
  if (servesTls.test(text)) return undefined
  if (status === 413) return 'too_large'
  const reason = words.find(([, pattern]) => pattern.test(text))?.[0]
  if (refusals.has(status)) return reason ?? 'other'
  // Older releases, such as Debian 12's, answer so to samples that are too old: they would be tried for ever.
  return status === 500 ? reason : undefined
}
