import { hash, randomBytes } from 'node:crypto'

/** A new key for a device: 256 random bits, with a prefix that identifies it in a config file or a log. */
export const generateKey = (): string => `mmk_${randomBytes(32).toString('base64url')}`

/** SHA-256 in hexadecimal, which is stored and looked up. A key has so many bits that no slow hash is needed. */
export const hashSecret = (text: string): string => hash('sha256', text)

/** Whether a key is the text of a template that was never filled in, such as `{{ vault_client_key }}`. */
export const looksLikeTemplate = (key: string): boolean => /\{\{|\}\}|\{%|\$\{|<[^>]*>/.test(key)

/** Shannon entropy of the text by the frequency of its letters, in bits. */
const letterEntropyBits = (text: string): number => {
  const counts = new Map<string, number>()
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  let bitsPerLetter = 0
  for (const count of counts.values()) bitsPerLetter -= count / text.length * Math.log2(count / text.length)
  return bitsPerLetter * text.length
}

/**
 * Whether a key from elsewhere should be replaced soon: shorter than 22 characters (128 bits in base64) or too regular,
 * such as `client-key-0001`. A random hexadecimal UUID (36 characters) passes.
 */
export const isWeakKey = (key: string): boolean => key.length < 22 || letterEntropyBits(key) < 80
