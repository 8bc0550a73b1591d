# The beginning of every script for the administrator's computer: its directory, and the parts that all of them use. They read no
# flags but their own: the command on the server reads and explains the others. Needs bash 3.2 with BSD tools (macOS) or later.
set -uo pipefail
unset CDPATH

script_name=${BASH_SOURCE[1]##*/}
script_directory=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P) || exit 2
# shellcheck disable=SC2034 # read by the scripts
checkout=${script_directory%/*}
settings_file=$HOME/.config/mimamori/update.conf
for part in arguments language settings server; do
  . "$script_directory/shell/$part.sh" || exit 2
done
