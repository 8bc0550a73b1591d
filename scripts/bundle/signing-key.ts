import { chmod, mkdir } from 'node:fs/promises'
import { runTool } from './tool.ts'

/** The key that signs bundles. */
export interface SigningKey {
  /** 40 hexadecimal digits. */
  readonly fingerprint: string
  /** For OpenPGP programs, as text. */
  readonly publicKey: string
  /** Gives a text with its signature (InRelease). */
  signText (text: string): Promise<string>
  /** Gives a signature apart from its text. */
  signatureOf (text: string): Promise<string>
}

/**
 * The release day of Debian 13, the date of every signature: a Raspberry Pi without a network boots with the time of its image or of its
 * last shutdown, and apt refuses a signature from the future.
 */
const releaseDay = Date.UTC(2025, 7, 9) / 1000

const newKey = `%no-protection
Key-Type: EDDSA
Key-Curve: ed25519
Key-Usage: sign
Name-Real: Mimamori bundles
Expire-Date: 0
%commit
`

/** The first secret key in GnuPG's listing (doc/DETAILS), and its time. */
const firstKey = (listing: string): { readonly fingerprint: string, readonly created: number } | undefined => {
  const lines = listing.split('\n').map((line) => line.split(':'))
  const fingerprint = lines.find(([type]) => type === 'fpr')?.[9]
  return fingerprint === undefined ? undefined : { fingerprint, created: Number(lines.find(([type]) => type === 'sec')![5]) }
}

/** The key in a directory of GnuPG, made if there is none. A key of the administrator’s own may be newer than the release day. */
export const signingKey = async (directory: string): Promise<SigningKey> => {
  const gpg = (args: readonly string[], { time = releaseDay, input = '' } = {}): Promise<string> =>
    runTool('gpg', ['--homedir', directory, '--batch', '--quiet', `--faked-system-time=${time}`, ...args], { input })
  const find = async () => firstKey(await gpg(['--with-colons', '--list-secret-keys']))

  await mkdir(directory, { recursive: true, mode: 0o700 })
  await chmod(directory, 0o700)
  const found = await find()
  if (found === undefined) await gpg(['--generate-key'], { input: newKey })
  const { fingerprint, created } = (found ?? await find())!
  const sign = (how: readonly string[], text: string): Promise<string> =>
    gpg(['--local-user', fingerprint, '--digest-algo', 'SHA512', ...how], { time: Math.max(created, releaseDay), input: text })
  return {
    fingerprint,
    publicKey: await gpg(['--armor', '--export', fingerprint]),
    signText: (text) => sign(['--clear-sign'], text),
    signatureOf: (text) => sign(['--armor', '--detach-sign'], text)
  }
}
