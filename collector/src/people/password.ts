import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt)

/**
 * 32 MiB and some 0.3 s on a Raspberry Pi 4: OWASP's least for scrypt
 * (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html).
 */
const cost = { ln: 15, r: 8, p: 3 } as const
const keyBytes = 32

interface Cost { readonly ln: number, readonly r: number, readonly p: number }

/** Normalized, so that a keyboard's way of composing a character does not matter (NIST SP 800-63B, section 3.1.1.2). */
const keyOf = async (password: string, salt: Buffer, { ln, r, p }: Cost): Promise<Buffer> =>
  await derive(password.normalize('NFKC'), salt, keyBytes, { N: 2 ** ln, r, p, maxmem: 2 * 128 * 2 ** ln * r })

const base64 = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '')

/** The stored form of a password, a PHC string (https://github.com/P-H-C/phc-string-format): `$scrypt$ln=15,r=8,p=3$SALT$KEY`. */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(16)
  return `$scrypt$ln=${cost.ln},r=${cost.r},p=${cost.p}$${base64(salt)}$${base64(await keyOf(password, salt, cost))}`
}

const parse = (hash: string): Cost & { readonly salt: Buffer, readonly key: Buffer } => {
  const [, ln, r, p, salt, key] = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(hash) ?? []
  if (key === undefined) throw new Error('a stored password is not as we write them')
  return { ln: Number(ln), r: Number(r), p: Number(p), salt: Buffer.from(salt!, 'base64'), key: Buffer.from(key, 'base64') }
}

/** Without a hash to compare it takes as long, and is false: the time must not tell which names exist. */
export const isPassword = async (password: string, hash: string | undefined): Promise<boolean> => {
  const { salt, key, ...of } = hash === undefined ? { ...cost, salt: Buffer.alloc(16), key: undefined } : parse(hash)
  const given = await keyOf(password, salt, of)
  return key !== undefined && timingSafeEqual(given, key)
}
