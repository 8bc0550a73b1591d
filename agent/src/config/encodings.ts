/** The encodings that LOG_ENCODING may name (encoding.spec.whatwg.org). */
export const encodings = ['utf-8', 'shift_jis', 'euc-jp', 'utf-16le', 'utf-16be'] as const
export type Encoding = typeof encodings[number]
