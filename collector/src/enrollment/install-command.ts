/** Where a device that enrolls itself gets the installer, below the collector's origin. */
export const installScriptPath = '/install.sh'

/**
 * What is typed on the device. The token goes to standard input, by a word that is the shell's own: a process' arguments and a URL are
 * everybody's to read. sudo asks for a password on the terminal itself.
 */
export const installCommand = (origin: string, token: string): string => {
  const certificates = origin.startsWith('https:') ? ' --cacert /etc/mimamori/ca.pem' : ''
  return `echo ${token} | sudo sh -c "$(curl -fsS${certificates} ${origin}${installScriptPath})"`
}
