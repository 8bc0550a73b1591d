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
    expected-time) printf '%s' 'a time on the server, such as 22:00 or "2026-03-14 22:00"' ;;
    expected-hours) printf '%s' 'a time range, such as 22:00-05:00' ;;
    expected-run | expected-optional-run) printf '%s' 'the id of a run, such as 20260314-093000-0a1b2c' ;;
    expected-language) printf '%s' 'ja or en' ;;
    expected-setting-SERVER) printf '%s' 'a host name, an address, user@host or a name from ~/.ssh/config' ;;
    expected-setting-SERVER_DIRECTORY) printf '%s' 'a path on the server that begins with /' ;;
    expected-setting-LOG_DIRECTORY | expected-setting-SSH_CONFIG) printf '%s' 'a path that begins with / or ~/' ;;
    expected-setting-RUN_AS) printf '%s' 'the name of an account on the server' ;;
    expected-setting-LANGUAGE) printf '%s' 'ja or en' ;;
    expected-setting-RELEASE) printf '%s' 'lowercase letters, digits and hyphens' ;;
    same-account) printf '%s' 'the account that you log in as' ;;
    unknown-flag-near) printf '%s' "unknown flag $1; did you mean $2? All flags: $script_name --help" ;;
    unknown-flag) printf '%s' "unknown flag $1. All flags: $script_name --help" ;;
    unexpected-word) printf '%s' "expected only flags, got “$1”. All flags: $script_name --help" ;;
    takes-nothing) printf '%s' "$1 takes no value, got “$2”." ;;
    needs-value) printf '%s' "$1 needs a value: expected $2, got nothing." ;;
    bad-value) printf '%s' "$1: expected $2, got “$3”." ;;
    given-twice) printf '%s' "$1 was given twice. Remove one of them." ;;
    control-character) printf '%s' "$1: expected one line of text, got a line break or another control character." ;;
    settings-not-readable) printf '%s' "cannot read the settings in $1. Check its permissions with: ls -l $1" ;;
    setting-mistake) printf '%s' "$1: $2" ;;
    setting-unreadable) printf '%s' "expected KEY=value." ;;
    setting-open-quote) printf '%s' "$1: expected the whole value in quotes or none, got a quote that is not closed or not at the end." ;;
    setting-unknown-near) printf '%s' "unknown setting $1; did you mean $2?" ;;
    setting-unknown) printf '%s' "unknown setting $1. The settings are: $2" ;;
    setting-twice) printf '%s' "$1 is already set above. Remove one of the lines." ;;
    setting-bad-value) printf '%s' "$1: expected $2, got “$3”." ;;
    log-directory) printf '%s' "cannot write to $1, where the run's output is kept. Make it writable, or set LOG_DIRECTORY in ~/.config/mimamori/update.conf." ;;
    no-server) printf '%s' "no server is set, and $2 is not set up to run updates from this machine. Set the server with --server HOST, or add SERVER=HOST to $1." ;;
    not-reached) printf '%s' "could not reach $1 over SSH; ssh's message is above. Nothing was started. Try: ssh $1 true" ;;
    not-started-there) printf '%s' "$1 did not start the update runner; its message is above. Nothing was started. It should have run in $2 as $3: see “The right to update” in the SSH guide (docs/guides/ssh-setup.md)." ;;
    not-started-here) printf '%s' "the update runner ended with code $1 before it began a run; its message is above. Nothing was started." ;;
    detached) printf '%s' "run $1 continues on the server. To follow it again: $2" ;;
    kept) printf '%s' "the output is kept in $1" ;;
    not-kept) printf '%s' "the output could not be kept under the name of the run; it is in $1. Move it to a disk with free space." ;;
    no-run-named) printf '%s' "$1 ended with code 0 but printed no run id, so the update runner may not have been started in $2 as $3. To see whether a run began: $4. If the output above is from another program, see “The right to update” in the SSH guide (docs/guides/ssh-setup.md)." ;;
    no-device-named) printf '%s' "$1 ended with code 0 but did not print $5, so the update runner may not have been started in $2 as $3. To see which devices are queued and which are pinned: $4. If the output above is from another program, see “The right to update” in the SSH guide (docs/guides/ssh-setup.md)." ;;
    runner-none-failed) printf '%s' "Run $1 left no devices to retry." ;;
    runner-nothing-to-resume) printf '%s' "Run $1 left no devices to continue with." ;;
    runner-all-updated) printf '%s' "Later runs have updated all devices that run $1 left." ;;
    runner-queue-empty) printf '%s' "No devices are waiting for an update." ;;
    runner-queue-pinned) printf '%s' "Only pinned devices are waiting for an update, and they stay as they are: " ;;
    runner-queue-gone) printf '%s' "No longer in the inventory, so removed from the queue: " ;;
    lost-early) printf '%s' "the connection ended. To see whether run $1 began: $2" ;;
    lost-sight) printf '%s' "the connection ended before the run did. If the server is still on, run $1 continues there. To follow it again: $2" ;;
    expected-release) printf '%s' 'a name of lowercase letters, digits and hyphens, such as signage' ;;
    too-many-refs) printf '%s' "expected one commit, tag or branch, and also got “$1”." ;;
    no-git) printf '%s' "git is not installed here. On macOS: xcode-select --install. On Debian: sudo apt-get install git" ;;
    no-checkout) printf '%s' "$1 is not in a git checkout. Change to the checkout of the software that runs on the devices, and run this again." ;;
    bad-ref) printf '%s' "expected a commit, a tag or a branch of this checkout, got “$1”. To see the last ones: git log --oneline -n 10" ;;
    uncommitted) printf '%s\n%s' "changes here are not committed, and only commits are published. Commit them, or publish without them with --allow-uncommitted:" "$1" ;;
    has-submodules) printf '%s' "this commit has submodules; updates do not include their contents." ;;
    no-release-name) printf '%s' "“$1”, the name of this folder, is not a valid release name. Set one with --release NAME: lowercase letters, digits and hyphens, as release_name in the inventory." ;;
    no-server-to-publish) printf '%s' "no server is set. Set it with --server HOST, or add SERVER=HOST to $1." ;;
    mirror-failed) printf '%s' "$1 could not prepare for the release; its message is above. Nothing was published. It should have run in $2 as $3: see “The right to update” in the SSH guide (docs/guides/ssh-setup.md)." ;;
    news-since-run) printf '%s\n' "New in $1 since the last successful update run ($2, revision $3); a device that was not in that run may lack more:" ;;
    news-since-release) printf '%s\n' "New in $1 since the last release ($2); no update has been recorded, so what the devices run is not known:" ;;
    news-first) printf '%s\n' "The first release of $1: $2" ;;
    news-unknown) printf '%s\n' "  $1 is not in this checkout, so the difference cannot be shown. Get it with: git fetch --all" ;;
    news-more) printf '%s\n' "  … and $1 more" ;;
    news-none) printf '%s\n' "  nothing" ;;
    news-back) printf '%s\n' "This goes back: it lacks $1 of the published commits." ;;
    ask-publish) printf '%s' "Publish $1 to $2:$3? [y/N]" ;;
    needs-yes) printf '%s' "there is no terminal to ask on. To publish without confirmation: --yes. Nothing was published." ;;
    not-published) printf '%s' "nothing was published." ;;
    push-failed) printf '%s' "git could not push the commit to the server; its message is above. Nothing was published." ;;
    verify-failed) printf '%s' "$2 has received $1 but cannot pack it; its message is above. Do not update to it. Publish it again." ;;
    published) printf '%s\n' "$1 $2 is on $3, in $4 ($5 kB), for devices whose release_source names that. Next: ./scripts/update-all-clients.sh --plan --revision $2" ;;
    expected-account) printf '%s' 'an account on the device, such as pi' ;;
    expected-site) printf '%s' 'a site, such as north' ;;
    expected-role) printf '%s' 'a role, such as kiosk' ;;
    expected-file) printf '%s' 'a file with a line for each device: NAME,ADDRESS,SITE,ROLE,ACCOUNT' ;;
    a-device) printf '%s' 'name or address' ;;
    too-many-devices) printf '%s' "expected a name and an address, and also got “$1”. Several devices: --list FILE" ;;
    list-not-readable) printf '%s' "cannot read the list $1." ;;
    from-here-needs) printf '%s' "--from-here needs the name, the address and the account: $script_name pi-kiosk-03 192.168.10.33 --from-here --user pi" ;;
    not-let-in) printf '%s' "the server’s SSH key could not be put on $1 as $2; the message is above. $2 needs sudo there." ;;
    devices-lost) printf '%s' "could not reach $1 over SSH, or the connection ended; ssh's message is above. Run the same command again: what is done stays." ;;
    devices-not-started-there) printf '%s' "$1 did not start the command; its message is above. It should have run in $2 as $3: see step 5 of “Adding a device” (docs/guides/adding-a-device.md)." ;;
    devices-not-started-here) printf '%s' "the command ended with code $1; its message is above. Run the same command again: what is done stays." ;;
    one-device-only) printf '%s' "expected one device, and also got “$1”." ;;
    *) printf '%s' "$key $*" ;;
  esac
}

help_update () {
  cat << EOT
Usage: $script_name [FLAGS]

Updates every device: shows the plan, asks for confirmation, updates the canary and then the others in waves, and prints one
line for each device. Runs on your own computer; needs only ssh and bash.

  --server HOST         the server to run on, over SSH; without it, SERVER in the settings, else this machine
  --limit DEVICES       only these devices or groups, as for ansible --limit: pi-kiosk-03, site_north, 'site_north:!pi-kiosk-03'
  --revision REF        what to update to: a commit, a tag or a branch in the repository on the server
  --canary N            how many devices are updated first, as the canary (1)
  --wave PERCENT        how many of the others go at a time (10)
  --max-failures N      how many may fail before the run stops
  --soak MINUTES        watch the reports, alerts and checks of the canary for this long before updating the others
  --at TIME             start at this time on the server: 22:00, '2026-03-14 22:00'
  --window FROM-TO      start devices only between these times on the server: 22:00-05:00
  --only-failed RUN     only the devices that failed, were rolled back, skipped or unreachable in that run
  --resume RUN          continue a stopped run, with its own options, on the devices it did not get to
  --catch-up            only the devices that could not be reached and are online again
  --force               run every step again, even on devices that are up to date
  --plan                show the plan and exit; nothing is changed
  --check               check on every device what would change; nothing is changed
  --yes                 do not ask
  --json                print the result as JSON
  --attach RUN          follow a run in progress, or see the result of one; completes its log in LOG_DIRECTORY
  --status [RUN]        how a run is doing; without RUN, the newest update
  --cancel RUN          start no further device; those in progress finish or roll back
  --queue               list the devices waiting for an update (which revision, since when) and the pinned ones
  --drop DEVICE         remove a device from that queue
  --pin DEVICE          keep a device at its current revision: nothing updates it until --unpin
  --unpin DEVICE        allow a device to be updated again
  --lang ja|en          the language
  --help                this text

Ctrl-C ends only the view; the run continues.

Exit codes
    0   all updated, or there was nothing to do
    1   some failed, were rolled back or skipped; or the result is not known here; or you answered no
    2   a mistake in flags, settings or the server's set-up: nothing was started
    3   only unreachable devices were not updated
   75   another run is in progress
  130   you ended the view; the run continues

Settings: KEY=value lines in ~/.config/mimamori/update.conf
  SERVER                same as --server
  SERVER_DIRECTORY      the Mimamori checkout on the server (/opt/mimamori/server)
  RUN_AS                the account on the server that runs updates (mimamori); empty: the account you log in as
  LANGUAGE              same as --lang
  LOG_DIRECTORY         where the output of runs is kept (logs in this checkout)
  SSH_CONFIG            a file to use instead of ~/.ssh/config
  RELEASE               for publish-release.sh: the name of the release, if it differs from the folder of its checkout
EOT
}

help_publish () {
  cat << EOT
Usage: $script_name [FLAGS] [REF]

Publishes a commit, tag or branch (REF; by default what is checked out) to the server, from which devices are updated. Run it
in the checkout of the software that runs on the devices. Shows what is new, asks for confirmation, and verifies the result.

  --server HOST         the server, over SSH; without it, SERVER in the settings
  --release NAME        what is published: release_name in the inventory; without it, RELEASE in the settings, else the
                        name of this checkout's folder
  --plan                show what is new and exit; nothing is published
  --allow-uncommitted   publish despite uncommitted changes; they are not included
  --yes                 do not ask
  --lang ja|en          the language
  --help                this text

Exit codes: 0 published, or it already was   1 not published   2 a mistake in flags, settings or the server's set-up

Settings: ~/.config/mimamori/update.conf, as for update-all-clients.sh, and RELEASE.
EOT
}

help_enroll () {
  cat << EOT
Usage: $script_name NAME [ADDRESS] [FLAGS]
       $script_name --list FILE | --all [FLAGS]

Adds a device: checks it, lets the server log in, enrolls it with the collector, installs the agent, waits for its first report,
and prints what was found, what was done and what is still missing. Can be repeated at any time: what is done stays.

  --server HOST         the server to run on, over SSH; without it, SERVER in the settings, else this machine
  --user ACCOUNT        an account on the device that has sudo, such as pi: lets the server in, once; ssh asks for its password
  --from-here           log in with that account from this computer instead, for instance with your own SSH key
  --site SITE           where the device stands
  --role ROLE           what the device is for
  --replace             a new card or a new board takes the place of the device with this name, and its history
  --copy                the card of the device is a copy of another device's: gives it this name, and a key of its own
  --list FILE           several devices, a line each: NAME,ADDRESS,SITE,ROLE,ACCOUNT
  --all                 all devices in the inventory
  --plan                look only; nothing is changed
  --yes                 do not ask: accept the host key that is shown, and rename the device
  --json                print the result as JSON
  --lang ja|en          the language
  --help                this text

Exit codes
    0   added, or there was nothing to do
    1   something is missing, and the table says what to do
    2   a mistake in flags, settings or the server's set-up: nothing was started
    3   only devices that do not answer are missing
   75   another command for devices is in progress
  130   you interrupted it; run the same command again to go on

Settings: ~/.config/mimamori/update.conf, as for update-all-clients.sh.
EOT
}

help_rotate () {
  cat << EOT
Usage: $script_name NAME… [FLAGS]
       $script_name --all | --site SITE | --role ROLE [FLAGS]

Gives devices new keys, one after the other on each: issues the key, puts it on the device over SSH, restarts the agent, waits until
the collector has received a message with it, and only then ends the old key. Can be repeated at any time: what is done stays.
A device that does not answer keeps its key.

  --server HOST         the server to run on, over SSH; without it, SERVER in the settings, else this machine
  --all                 all devices in the inventory
  --site SITE           the devices at this site
  --role ROLE           the devices with this role
  --older-than DAYS     only devices whose key is older than this (1); 0: all
  --plan                look only; nothing is changed
  --yes                 do not ask
  --json                print the result as JSON
  --lang ja|en          the language
  --help                this text

Exit codes
    0   all have new keys, or had
    1   something is missing, and the table says what to do
    2   a mistake in flags, settings or the server's set-up, or you did not agree: nothing was started
    3   only devices that do not answer are missing: they keep their key; run the same command again when they are on
   75   another command for devices is in progress
  130   you interrupted it; run the same command again to go on

Settings: ~/.config/mimamori/update.conf, as for update-all-clients.sh.
EOT
}

help_retire () {
  cat << EOT
Usage: $script_name NAME [FLAGS]

Retires a device that is no longer used: stops its agent, retires it at the collector, and removes the key from the device. Its
record stays, its key is no longer accepted, and there are no alerts about it. Can be repeated at any time: what is done stays.

  --server HOST         the server to run on, over SSH; without it, SERVER in the settings, else this machine
  --delete-agent        also delete the agent from the device, with its configuration and what it has stored
  --plan                look only; nothing is changed
  --yes                 do not ask
  --json                print the result as JSON
  --lang ja|en          the language
  --help                this text

Exit codes
    0   retired, or it was already
    1   something is missing, and the table says what to do
    2   a mistake in flags, settings or the server's set-up, or you did not agree: nothing was started
    3   retired, but the device does not answer: its agent and its key are left on it
   75   another command for devices is in progress
  130   you interrupted it; run the same command again to go on

Settings: ~/.config/mimamori/update.conf, as for update-all-clients.sh.
EOT
}
