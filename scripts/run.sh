#!/bin/sh
# An npm verb: sets up what it needs, then runs a script on our Node.js in place of this shell. To show its help, it installs nothing.
case "$*" in
  *' --help' | *' -h') [ -x node_modules/.bin/node ] || exec node scripts/setup.js --help ;;
  *) node scripts/setup.js || exit ;;
esac
exec node_modules/.bin/node "$@"
