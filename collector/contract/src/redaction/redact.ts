import { rules, secretName, suspicion, type Rule } from './rules.ts'

export const defaultMask = '***'
/** Shorter ones would mask innocent text. */
const shortestKnown = 6

interface Compiled {
  readonly within: RegExp | undefined
  readonly pattern: RegExp
  readonly mask: string
}

const compile = ({ within, pattern, mask = defaultMask, ignoreCase = false }: Rule): Compiled => {
  const flags = ignoreCase ? 'gi' : 'g'
  return { within: within === undefined ? undefined : new RegExp(within, flags), pattern: new RegExp(pattern, flags), mask }
}

let compiled: readonly Compiled[] | undefined
const suspicious = new RegExp(suspicion, 'i')
const name = new RegExp(secretName, 'i')

const apply = (text: string, rule: Compiled): string => {
  const masked = (part: string): string =>
    part.replace(rule.pattern, (_match, ...groups) => (typeof groups[0] === 'string' ? groups[0] : '') + rule.mask)
  return rule.within === undefined ? masked(text) : text.replace(rule.within, masked)
}

/**
 * The text with likely secrets masked (`***`), and the known ones wherever they occur. Call it on the whole
 * text, before any of it is cut away or joined to something else: half a secret has no name next to it.
 *
 * The rules are those of Python's plugin_utils/redaction, and both are tested with the cases in fixtures/redaction/cases.json.
 */
export const redact = (text: string, known: readonly string[] = []): string => {
  const without = [...known].filter((secret) => secret.length >= shortestKnown).sort((one, other) => other.length - one.length)
    .reduce((rest, secret) => rest.replaceAll(secret, defaultMask), text)
  return suspicious.test(without) ? (compiled ??= rules.map(compile)).reduce(apply, without) : without
}

/** Whether the value under this name is a secret: `dbPassword`, `X-Api-Key`, `Authorization`. */
export const isSecretName = (text: string): boolean => name.test(text)
