import { hash } from 'node:crypto'
import { fold } from '@mimamori/contract/fold'
import type { IndexName, TokensFrom } from './index-tokens.ts'

/** More would narrow it down no further, and each costs a look-up in the index. */
const mostTrigrams = 16

const quoted = (token: string): string => `"${token.replaceAll('"', '""')}"`

/**
 * The entry of a folded message in `pair_index`: each two neighbours beyond ASCII, and the last of each piece alone, so that every
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

/** Has every character begin a trigram, even the last ones: a text shorter than three is found by the trigrams that begin with it. */
const end = '\x01\x01'

/** The entry of a folded message in `text_index`. */
export const textOf = (folded: string): string => folded + end

/**
 * A name in `pair_index`: a token for any name, which the tokenizer leaves whole. It is short since there are as many requests as lines,
 * and every result is compared.
 */
export const nameToken = (kind: 'device' | 'request' | 'run' | 'unit', name: string): string =>
  `${kind.slice(0, 3)}${hash('sha1', name).slice(0, 10)}`

/** A query of FTS5 whose answer has the block of every requested line, and some others. */
export interface IndexQuery {
  readonly index: IndexName
  readonly match: string
}

/** No tokens find nothing. */
export const anyOf = (tokens: readonly string[]): string => tokens.map(quoted).join(' OR ') || quoted('')

/** For one or two characters: those beyond ASCII by the pairs, all others by the trigrams that begin with them. */
const shortQueryFor = (folded: string, tokensFrom: TokensFrom): IndexQuery | undefined => {
  const isBeyondAscii = /^[^\0-\x7f]+$/u.test(folded)
  const index = isBeyondAscii ? 'pair_index' : 'text_index'
  const tokens = isBeyondAscii && [...folded].length === 2 ? [folded] : tokensFrom(index, folded)
  if (tokens === undefined) return undefined
  // A piece that begins no token is in no line, and is no token itself.
  const none = isBeyondAscii ? folded : [...folded, ...end].slice(0, 3).join('')
  return { index, match: anyOf(tokens.length > 0 ? tokens : [none]) }
}

/** Undefined if no index helps: for a piece that begins too many tokens to name them. */
export const indexQueryFor = (text: string, tokensFrom: TokensFrom): IndexQuery | undefined => {
  const folded = fold(text)
  const characters = [...folded]
  if (characters.length < 3) return shortQueryFor(folded, tokensFrom)
  const trigrams = [...new Set(characters.slice(2).map((_, i) => characters.slice(i, i + 3).join('')))]
  const step = Math.max(1, trigrams.length / mostTrigrams)
  const chosen = Array.from({ length: Math.min(trigrams.length, mostTrigrams) }, (_, i) => trigrams[Math.floor(i * step)]!)
  return { index: 'text_index', match: chosen.map(quoted).join(' AND ') }
}
