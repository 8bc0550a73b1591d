import { execa } from 'execa'
import { CommandError } from '../errors.ts'
import type { CliText } from '../text/cli-text.ts'

/** Calls Debian's openssl and gives its output. What it reads from standard input is in no list of processes. @throws {CommandError} */
export const openssl = async (text: CliText, args: readonly string[], input = ''): Promise<string> => {
  const result = await execa('openssl', args, { input, reject: false, env: { LC_ALL: 'C' } })
  if (result.code === 'ENOENT') throw new CommandError(text.noOpenssl)
  if (result.exitCode !== 0) throw new CommandError(text.opensslFailed(args[0]!, result.stderr || (result.shortMessage ?? '')))
  return result.stdout
}

/** A new key for signatures, as PEM. */
export const generateKey = (text: CliText): Promise<string> =>
  openssl(text, ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'])

/** The first second, for clocks that begin there: a certificate that begins later is "not yet valid" to a device without a clock. */
export const validFrom = '19700101000000Z'
