import { fold } from '@mimamori/contract/fold'

/** More would narrow it down no further, and each costs a look into the index. */
const mostTrigrams = 16

const quoted = (token: string): string => `"${token.replaceAll('"', '""')}"`

/**
 * What `pair_index` holds of a folded message: each two neighbours beyond ASCII, and the last of each piece alone, so that every
 * character begins a token. 温度計 gives 温度, 度計 and 計. The tokenizer `ascii` leaves each of them together.
 */
export const pairsOf = (folded: string): string => {
  const tokens = new Set<string>()
  let before = ''
  for (const character of folded) {
    const here = character > '\x7f' ? character : ''
    if (before !== '') tokens.add(before + here)
    before = here
  }
  if (before !== '') tokens.add(before)
  return [...tokens].join(' ')
}

/** A query of FTS5 whose answer has every line with that text, and some without. */
export interface IndexQuery {
  readonly index: 'text_index' | 'pair_index'
  readonly match: string
}

/**
 * Undefined where no index helps: for one or two characters of ASCII, and for one that begins too many tokens to name them.
 * @param tokensFrom the tokens of `pair_index` that begin with a character, undefined where they are too many
 */
export const indexQueryFor = (text: string, tokensFrom: (character: string) => readonly string[] | undefined): IndexQuery | undefined => {
  const folded = fold(text)
  const characters = [...folded]
  if (characters.length >= 3) {
    const trigrams = [...new Set(characters.slice(2).map((_, i) => characters.slice(i, i + 3).join('')))]
    const step = Math.max(1, trigrams.length / mostTrigrams)
    const chosen = Array.from({ length: Math.min(trigrams.length, mostTrigrams) }, (_, i) => trigrams[Math.floor(i * step)]!)
    return { index: 'text_index', match: chosen.map(quoted).join(' AND ') }
  }
  if (!/^[^\0-\x7f]+$/u.test(folded)) return undefined
  const tokens = characters.length === 2 ? [folded] : tokensFrom(folded)
  if (tokens === undefined) return undefined
  // A character that begins no token is in no line, and neither is it as a token.
  return { index: 'pair_index', match: (tokens.length > 0 ? tokens : [folded]).map(quoted).join(' OR ') }
}
