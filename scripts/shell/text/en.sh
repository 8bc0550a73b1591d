# What the scripts for the administrator's computer say, in English. The same keys are in ja.sh.

text () {
  local key=$1
  shift
  case $key in
    help) help_text ;;
    expected-host) printf '%s' 'a server to reach over SSH, such as pi-server or admin@192.168.10.2' ;;
    expected-devices) printf '%s' 'devices or groups, such as pi-kiosk-03 or site_north' ;;
    expected-revision) printf '%s' 'a commit, a tag or a branch' ;;
    expected-count) printf '%s' 'a whole number, 0 or more' ;;
    expected-percent) printf '%s' 'a percentage from 1 to 100' ;;
    expected-run | expected-optional-run) printf '%s' 'the id of a run, such as 20260314-093000-0a1b2c' ;;
    expected-language) printf '%s' 'ja or en' ;;
    expected-setting-SERVER) printf '%s' 'a host name, an address, user@host or a name from ~/.ssh/config' ;;
    expected-setting-SERVER_DIRECTORY) printf '%s' 'a path on the server that begins with /' ;;
    expected-setting-LOG_DIRECTORY | expected-setting-SSH_CONFIG) printf '%s' 'a path that begins with / or ~/' ;;
    expected-setting-RUN_AS) printf '%s' 'the name of an account on the server' ;;
    expected-setting-LANGUAGE) printf '%s' 'ja or en' ;;
    expected-setting-RELEASE) printf '%s' 'small letters, digits and hyphens' ;;
    same-account) printf '%s' 'the account that you log in as' ;;
    unknown-flag-near) printf '%s' "there is no flag $1. Did you mean $2? All flags: $script_name --help" ;;
    unknown-flag) printf '%s' "there is no flag $1. All flags: $script_name --help" ;;
    unexpected-word) printf '%s' "expected only flags, got “$1”. All flags: $script_name --help" ;;
    takes-nothing) printf '%s' "$1 takes no value, got “$2”." ;;
    needs-value) printf '%s' "$1 needs a value: expected $2, got nothing." ;;
    bad-value) printf '%s' "$1: expected $2, got “$3”." ;;
    given-twice) printf '%s' "$1 was given twice. Leave one of them out." ;;
    control-character) printf '%s' "$1: expected one line of text, got a line break or another control character." ;;
    settings-not-readable) printf '%s' "cannot read the settings in $1. Check its permissions with: ls -l $1" ;;
    setting-mistake) printf '%s' "$1: $2" ;;
    setting-unreadable) printf '%s' "expected KEY=value, got “$1”." ;;
    setting-open-quote) printf '%s' "$1: expected the whole value in quotes or none, got a quote that is not closed or not at the end." ;;
    setting-unknown-near) printf '%s' "there is no setting $1. Did you mean $2?" ;;
    setting-unknown) printf '%s' "there is no setting $1. The settings are: $2" ;;
    setting-twice) printf '%s' "$1 was set before. Leave one of the lines out." ;;
    setting-bad-value) printf '%s' "$1: expected $2, got “$3”." ;;
    log-directory) printf '%s' "cannot write to $1, where the run's output is kept. Make it writable, or set LOG_DIRECTORY in ~/.config/mimamori/update.conf." ;;
    no-server) printf '%s' "no server is named, and $2 is not set up to update from this machine. Name the server with --server HOST, or write SERVER=HOST into $1." ;;
    not-reached) printf '%s' "could not reach $1 over SSH; ssh's message is above. Nothing was started. Try: ssh $1 true" ;;
    not-started-there) printf '%s' "$1 did not start the update runner; its message is above. Nothing was started. It was to run in $2 as $3: see “The right to update” in the SSH guide (docs/guides/ssh-setup.md)." ;;
    not-started-here) printf '%s' "the update runner ended with code $1 before it began a run; its message is above. Nothing was started." ;;
    detached) printf '%s' "run $1 goes on at the server. To look on again: $2" ;;
    lost-sight) printf '%s' "the connection ended before the run did. Run $1 goes on at the server. To look on again: $2" ;;
    *) printf '%s' "$key $*" ;;
  esac
}

help_text () {
  cat << EOT
Usage: $script_name [FLAGS]

Updates every client: shows the plan, asks, then updates a first device, then the others in waves, and ends in a list
with a line for every device. Runs from your own computer; needs only ssh and bash.

  --server HOST         the server to run on, over SSH; without it, SERVER in the settings, else this machine
  --limit DEVICES       only these devices or groups, in Ansible's way: pi-kiosk-03, site_north, 'site_north:!pi-kiosk-03'
  --revision REF        what to update to: a commit, a tag or a branch in the repository on the server
  --canary N            how many devices go first, alone (1)
  --wave PERCENT        how many of the others go at a time (10)
  --max-failures N      how many may fail before the run stops
  --only-failed RUN     only the devices that a run left failed, rolled back, skipped or unreachable
  --catch-up            only the devices that were off and have reported again
  --plan                show the plan and end; nothing is changed
  --check               let every device say what would change; nothing is changed
  --yes                 do not ask
  --json                the result as JSON on standard output
  --attach RUN          look on at a run that goes on, or at the end of one
  --status [RUN]        how a run is doing; without RUN, the newest
  --cancel RUN          start no further device; those under way finish or roll back
  --lang ja|en          the language
  --help                this text

Ctrl-C ends the looking on, never the run.

Exit codes: 0 all updated, or there was nothing to do   1 some failed, were rolled back or skipped, or their end is not
known here   2 a mistake in flags, settings or the server's set-up: nothing was started   3 only devices that could not be
reached are missing   75 another run is going on   130 you stopped looking on; the run goes on

Settings: ~/.config/mimamori/update.conf, KEY=value lines: SERVER, SERVER_DIRECTORY (/opt/mimamori), RUN_AS (mimamori),
LANGUAGE (ja or en), LOG_DIRECTORY (logs beside this checkout), SSH_CONFIG (a file in place of ~/.ssh/config).
EOT
}
