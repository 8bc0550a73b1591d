/** The path of the installer for a device that enrolls itself, below the collector's origin. */
const installScriptPath = '/install.sh'

/**
 * The option by which curl recognises the collector: its public key, if that is known here; else the authority's certificate, which the
 * device has to have.
 */
const trust = (origin: string, pin: string | undefined): string => {
  if (!origin.startsWith('https:')) return ''
  // Only the certificate's key is checked; with another key, curl ends with 90.
  return pin === undefined ? ' --cacert /etc/mimamori/ca.pem' : ` --insecure --pinnedpubkey sha256//${pin}`
}

/**
 * The command to type on the device. The token goes to standard input, by a builtin of the shell: everybody can read a
 * process' arguments and a URL. If there is no script, sudo is not asked, which takes a password from the terminal itself, and
 * the line ends with curl's code.
 */
export const installCommand = (origin: string, token: string, pin: string | undefined): string =>
  `echo ${token} | { script=$(curl -fsS${trust(origin, pin)} ${origin}${installScriptPath}) && sudo sh -c "$script"; }`
