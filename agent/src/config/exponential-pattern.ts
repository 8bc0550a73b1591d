/**
 * The tokens of a regular expression that `new RegExp(source, 'u')` takes: escapes, classes, parentheses,
 * alternatives, quantifiers, and characters.
 */
const tokens =
  /\\(?:[pPu]\{[^}]*\}|k<[^>]*>|.)|\[(?:\\.|[^\\\]])*\]|\((?:\?(?:<?[:=!]|<[^>]*>|[a-z-]+:))?|[)|]|([*+?])\??|\{(\d+)(,?)(\d*)\}\??|./gsu

/** The count of a quantifier without an upper limit. */
const unlimited = 100
/** As of three numbers in a row, each of any length: `(\d+\.){3}`. */
const mostWays = 1_000_000

/**
 * Whether some text takes a pattern a time that doubles with each character: a group is repeated whose content can match one
 * text in more than one way, by repetitions or alternatives of its own, as in `(a+)+` or `(a|b)*`. Some such groups are harmless, and can
 * be written without.
 */
export const isExponential = (source: string): boolean => {
  /** The open groups: in how many ways the alternatives of each match, and in how many what stands before it in the last of them. */
  const open: { alternatives: number, before: number }[] = []
  let alternatives = 0
  let before = 1
  let last = 1
  for (const [token, sign, least, comma, most] of source.matchAll(tokens)) {
    if (sign !== undefined || least !== undefined) {
      const min = Number(least ?? (sign === '+' ? 1 : 0))
      const max = sign === '?' ? 1 : sign !== undefined || (comma !== '' && most === '') ? Infinity : Number(most || least)
      if (last > 1 && max > 1 && last ** max > mostWays) return true
      last = last ** Math.min(max, unlimited) * Math.min(max - min + 1, unlimited)
      continue
    }
    before *= last
    last = 1
    if (token.startsWith('(')) {
      open.push({ alternatives, before })
      alternatives = 0
      before = 1
    } else if (token === '|') {
      alternatives += before
      before = 1
    } else if (token === ')') {
      last = alternatives + before
      ;({ alternatives, before } = open.pop() ?? { alternatives: 0, before: 1 })
    }
  }
  return false
}
