#!/bin/sh
# An npm verb: installs the packages that it needs, then runs a script on our Node.js in place of this shell. Its help installs nothing.
case "$*" in
  *' --help' | *' -h') [ -x node_modules/.bin/node ] || exec node scripts/setup.js --help ;;
  *) node scripts/setup.js || exit ;;
esac
exec node_modules/.bin/node "$@"
