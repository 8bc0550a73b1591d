/*
 * Set-up for every npm verb: installs the npm packages when the lockfile has changed, and makes sure that
 * node_modules/.bin/node is the Node the code runs on. With --dev also the packages for development; with --tests these and the
 * Debian packages of the real peers that the tests use; with --help it only says where the help is. It must be read by any Node,
 * however old, and therefore has no import that would stop one.
 */
const minimumNodeMajor = 20

if (parseInt(process.versions.node, 10) >= minimumNodeMajor) {
  const has = (flag) => process.argv.includes(flag)
  import('./setup/set-up.js').then(({ setUp }) => setUp({
    withDevelopment: has('--dev') || has('--tests'), withTests: has('--tests'), isHelp: has('--help')
  }))
} else {
  const isJapanese = /^ja(?:[-_.@]|$)/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '')
  process.stderr.write(isJapanese
    ? `mimamori: 準備には Node.js ${minimumNodeMajor} 以降が必要です（今の Node.js は ${process.versions.node}）。` +
      'Debian 13 では：sudo apt-get install nodejs npm\n'
    : `mimamori: needs Node.js ${minimumNodeMajor} or later to set itself up, and this is ${process.versions.node}. ` +
      'On Debian 13: sudo apt-get install nodejs npm\n')
  process.exitCode = 2
}
