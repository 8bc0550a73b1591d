# What the scripts for the administrator's computer say, in English. The same keys are in ja.sh.

text () {
  local key=$1
  shift
  case $key in
    expected-host) printf '%s' 'a server to reach over SSH, such as pi-server or admin@192.168.10.2' ;;
    expected-devices) printf '%s' 'devices or groups, such as pi-kiosk-03 or site_north' ;;
    expected-device) printf '%s' 'the name of one device, such as pi-kiosk-03' ;;
    expected-revision) printf '%s' 'a commit, a tag or a branch' ;;
    expected-count) printf '%s' 'a whole number, 0 or more' ;;
    expected-percent) printf '%s' 'a percentage from 1 to 100' ;;
    expected-minutes) printf '%s' 'minutes, from 1 to 1440' ;;
    expected-time) printf '%s' 'a time of the server, such as 22:00 or "2026-03-14 22:00"' ;;
    expected-hours) printf '%s' 'the hours from and to, such as 22:00-05:00' ;;
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
    setting-unreadable) printf '%s' "expected KEY=value." ;;
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
    kept) printf '%s' "the output is kept in $1" ;;
    not-kept) printf '%s' "the output could not be kept under the run's name; it lies in $1. Move it to where there is room." ;;
    no-run-named) printf '%s' "$1 ended with code 0 and named no run, so that nothing shows that the update runner was started in $2 as $3. To see whether a run began: $4. Where its answer above is another program's, see “The right to update” in the SSH guide (docs/guides/ssh-setup.md)." ;;
    no-device-named) printf '%s' "$1 ended with code 0 and did not name $5, so that nothing shows that the update runner was started in $2 as $3. To see which devices wait and which are pinned: $4. Where its answer above is another program's, see “The right to update” in the SSH guide (docs/guides/ssh-setup.md)." ;;
    runner-none-failed) printf '%s' "Run $1 has left no device to repeat." ;;
    runner-nothing-to-resume) printf '%s' "Run $1 has left no device to continue with." ;;
    runner-all-updated) printf '%s' "Run $1 has left no device to repeat that no later run has updated." ;;
    runner-queue-empty) printf '%s' "No device waits to be caught up." ;;
    runner-queue-pinned) printf '%s' "Only pinned devices wait to be caught up, and they stay as they are: " ;;
    runner-queue-gone) printf '%s' "Not in the inventory any more, so not caught up: " ;;
    lost-early) printf '%s' "the connection ended. To see whether run $1 began: $2" ;;
    lost-sight) printf '%s' "the connection ended before the run did. Run $1 goes on at the server, if that is still on. To look on again: $2" ;;
    expected-release) printf '%s' 'a name of small letters, digits and hyphens, such as signage' ;;
    too-many-refs) printf '%s' "expected one commit, tag or branch, got “$1” besides." ;;
    no-git) printf '%s' "git is not installed here. On macOS: xcode-select --install. On Debian: sudo apt-get install git" ;;
    no-checkout) printf '%s' "$1 is not in a git checkout. Change into the checkout of what the devices are updated to, and run this again there." ;;
    bad-ref) printf '%s' "expected a commit, a tag or a branch of this checkout, got “$1”. To see the last ones: git log --oneline -n 10" ;;
    uncommitted) printf '%s\n%s' "changes here are not committed, and only commits are published. Commit them, or publish without them with --allow-uncommitted:" "$1" ;;
    has-submodules) printf '%s' "this commit has submodules; an update does not carry what is in them." ;;
    no-release-name) printf '%s' "“$1”, the name of this folder, cannot be a release's. Name it with --release NAME: small letters, digits and hyphens, as release_name in the inventory." ;;
    no-server-to-publish) printf '%s' "no server is named. Name it with --server HOST, or write SERVER=HOST into $1." ;;
    mirror-failed) printf '%s' "$1 could not make ready for the release; its message is above. Nothing was published. It was to run in $2 as $3: see “The right to update” in the SSH guide (docs/guides/ssh-setup.md)." ;;
    news-since-run) printf '%s\n' "New in $1 since the last successful update run ($2, revision $3); a device that was not in that run may lack more:" ;;
    news-since-release) printf '%s\n' "New in $1 since the last release ($2); no update has told yet what the devices run:" ;;
    news-first) printf '%s\n' "The first release of $1: $2" ;;
    news-unknown) printf '%s\n' "  $1 is not in this checkout, so that the difference cannot be shown. Get it with: git fetch --all" ;;
    news-more) printf '%s\n' "  … and $1 more" ;;
    news-none) printf '%s\n' "  nothing" ;;
    news-back) printf '%s\n' "It goes back, without $1 of the commits that are out there." ;;
    ask-publish) printf '%s' "Publish $1 to $2:$3? [y/N]" ;;
    needs-yes) printf '%s' "there is no terminal to ask on. To publish without being asked: --yes. Nothing was published." ;;
    not-published) printf '%s' "nothing was published." ;;
    push-failed) printf '%s' "git could not bring the commit to the server; its message is above. Nothing was published." ;;
    verify-failed) printf '%s' "$2 has taken $1 and cannot pack it; its message is above. Do not update to it. Publish it again." ;;
    published) printf '%s\n' "$1 $2 is on $3, in $4 ($5 kB), for devices whose release_source names that. Next: ./scripts/update-all-clients.sh --plan --revision $2" ;;
    *) printf '%s' "$key $*" ;;
  esac
}

help_update () {
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
  --soak MINUTES        watch the first devices' reports, alerts and checks for so long before the others follow
  --at TIME             start at this time on the server: 22:00, '2026-03-14 22:00'
  --window FROM-TO      start devices only between these times on the server: 22:00-05:00
  --only-failed RUN     only the devices that a run left failed, rolled back, skipped or unreachable
  --resume RUN          continue a stopped run, with its own options, on the devices it did not get to
  --catch-up            only the devices that were off and have reported again
  --force               run every step again, even on devices that are up to date
  --plan                show the plan and end; nothing is changed
  --check               let every device say what would change; nothing is changed
  --yes                 do not ask
  --json                the result as JSON on standard output
  --attach RUN          look on at a run that goes on, or at the end of one; completes its log in LOG_DIRECTORY
  --status [RUN]        how a run is doing; without RUN, the newest update
  --cancel RUN          start no further device; those under way finish or roll back
  --queue               list the devices waiting to be caught up (which revision, since when) and the pinned ones
  --drop DEVICE         remove a device from that queue
  --pin DEVICE          keep a device at its current revision: nothing updates it until --unpin
  --unpin DEVICE        allow a device to be updated again
  --lang ja|en          the language
  --help                this text

Ctrl-C ends the looking on, never the run.

Exit codes
    0   all updated, or there was nothing to do
    1   some failed, were rolled back or skipped, or their end is not known here; or you answered no, and nothing was started
    2   a mistake in flags, settings or the server's set-up: nothing was started
    3   only devices that could not be reached are missing
   75   another run is going on
  130   you stopped looking on; the run goes on

Settings: KEY=value lines in ~/.config/mimamori/update.conf
  SERVER                as --server
  SERVER_DIRECTORY      Mimamori's checkout there (/opt/mimamori/server)
  RUN_AS                the account there that runs updates (mimamori); empty: the one that you log in as
  LANGUAGE              as --lang
  LOG_DIRECTORY         where the output of runs is kept (logs in this checkout)
  SSH_CONFIG            a file in place of ~/.ssh/config
  RELEASE               for publish-release.sh: the release's name, where the folder of its checkout has another
EOT
}

help_publish () {
  cat << EOT
Usage: $script_name [FLAGS] [REF]

Brings a commit, tag or branch (REF; without it, what is checked out) to the server, from where updates take it. Run it in
the checkout of what the devices are updated to. Shows what is new, asks, and checks that the server can serve it.

  --server HOST         the server, over SSH; without it, SERVER in the settings
  --release NAME        what is published: release_name in the inventory; without it, RELEASE in the settings, else the
                        name of this checkout's folder
  --plan                show what is new and end; nothing is published
  --allow-uncommitted   publish although changes here are not committed; they stay behind
  --yes                 do not ask
  --lang ja|en          the language
  --help                this text

Exit codes: 0 published, or it was there already   1 not published   2 a mistake in flags, settings or the server's set-up

Settings: ~/.config/mimamori/update.conf, as for update-all-clients.sh, and RELEASE.
EOT
}
