# The texts of the scripts for the administrator's computer, in English. The same keys are in ja.sh.

# Names the machine on which the server should have started a command.
where_it_runs () {
  printf '%s' "It should have run in ${SERVER_DIRECTORY:-/usr/lib/mimamori/server or /opt/mimamori/server} as ${RUN_AS:-the account that you log in as}: \
see “Tell the scripts which server to use” in docs/guides/ssh-setup.md."
}

text () {
  local key=$1
  shift
  case $key in
    expected-SERVER) printf '%s' 'a host name, an address, user@host or a name from ~/.ssh/config' ;;
    expected-SERVER_DIRECTORY) printf '%s' 'a path on the server that begins with /' ;;
    expected-LOG_DIRECTORY | expected-SSH_CONFIG) printf '%s' 'a path that begins with / or ~/' ;;
    expected-RUN_AS) printf '%s' 'the name of an account on the server' ;;
    expected-LANGUAGE) printf '%s' 'ja or en' ;;
    expected-RELEASE) printf '%s' 'lowercase letters, digits and hyphens, such as signage' ;;
    unknown-option) printf '%s' "unknown option $1. All options: $script_name --help" ;;
    bad-value) printf '%s' "$1: expected $2, got “$3”." ;;
    flag-twice) printf '%s' "$1 may be given only once." ;;
    control-character) printf '%s' "expected one line of text in each argument, got a line break or another control character." ;;
    settings-not-readable) printf '%s' "cannot read the settings in $1. Check its permissions with: ls -l $1" ;;
    setting-unreadable) printf '%s' "expected KEY=value." ;;
    setting-open-quote) printf '%s' "$1: expected the whole value in quotes or none, got a quote that is not closed or not at the end." ;;
    setting-unknown) printf '%s' "unknown setting $1. The settings are: $2" ;;
    setting-twice) printf '%s' "$1 is already set above. Remove one of the lines." ;;
    log-directory) printf '%s' "cannot write to $1, where the run's output is kept. Make it writable, or set LOG_DIRECTORY in ~/.config/mimamori/update.conf." ;;
    no-server) printf '%s' "no server is set${2:+, and $2 is not set up to run updates from this machine}. Set the server with --server HOST, or add SERVER=HOST to $1." ;;
    not-reached) printf '%s' "could not reach $1 over SSH; ssh's message is above. Nothing was started. Try: ssh $1 true" ;;
    not-started-there) printf '%s' "$1 did not start the update runner; its message is above. Nothing was started. $(where_it_runs)" ;;
    not-started-here) printf '%s' "the update runner ended with code $1 before it began a run; its message is above. Nothing was started." ;;
    detached) printf '%s' "run $1 continues on the server. To follow it again: $2" ;;
    kept) printf '%s' "the output is kept in $1" ;;
    not-kept) printf '%s' "the output could not be kept under the name of the run; it is in $1. Move it to a disk with free space." ;;
    no-runner) printf '%s' "$1 ended with code 0, but the update runner did not answer there. To see whether a run began: $2. $(where_it_runs)" ;;
    lost-early) printf '%s' "the connection ended. To see whether run $1 began: $2" ;;
    lost-sight) printf '%s' "the connection ended before the run did. If the server is still on, run $1 continues there. To follow it again: $2" ;;
    too-many-refs) printf '%s' "expected one commit, tag or branch, and also got “$1”." ;;
    no-git) printf '%s' "git is not installed here. On macOS: xcode-select --install. On Debian: sudo apt-get install git" ;;
    no-checkout) printf '%s' "$1 is not in a git checkout. Change to the checkout of the software that runs on the devices, and run this again." ;;
    bad-ref) printf '%s' "expected a commit, a tag or a branch of this checkout, got “$1”. To see the last ones: git log --oneline -n 10" ;;
    uncommitted) printf '%s\n%s' "changes here are not committed, and only commits are published. Commit them, or publish without them with --allow-uncommitted:" "$1" ;;
    has-submodules) printf '%s' "this commit has submodules; updates do not include their contents." ;;
    no-release-name) printf '%s' "“$1”, the name of this folder, is not a valid release name. Set one with --release NAME: lowercase letters, digits and hyphens, as release_name in the inventory." ;;
    mirror-failed) printf '%s' "$1 could not prepare for the release; its message is above. Nothing was published. $(where_it_runs)" ;;
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
    content-needs) printf '%s' "expected a name and a folder: $script_name lobby-signage ~/signage --site north. All options: $script_name --help" ;;
    folder-not-readable) printf '%s' "$1 is not a folder that can be read." ;;
    no-sum-command) printf '%s' "neither sha256sum nor shasum is installed here. On Debian: sudo apt-get install coreutils" ;;
    reading-folder) printf '%s' "reading $1 ($2 kB) …" ;;
    reading-files) printf '%s' "$1 of $2 files read" ;;
    files-not-read) printf '%s' "could not read all files of $1; the message is above. Nothing was sent." ;;
    sending-files) printf '%s' "sending the files that the server lacks: $1 …" ;;
    folder-not-sent) printf '%s' "$1 did not receive the folder; the message is above. Nothing was published. $(where_it_runs)" ;;
    content-lost) printf '%s' "could not reach $1 over SSH, or the connection ended; ssh's message is above. Run the same command again: what is uploaded already is not uploaded twice." ;;
    list-not-readable) printf '%s' "cannot read the list $1." ;;
    from-here-one) printf '%s' "--from-here does not go with --list or --all: run it for one device at a time: $script_name pi-kiosk-03 192.168.10.33 --from-here --user pi" ;;
    from-here-needs) printf '%s' "--from-here needs the name, the address and the account: $script_name pi-kiosk-03 192.168.10.33 --from-here --user pi" ;;
    not-let-in) printf '%s' "the server’s SSH key could not be put on $1 as $2; the message is above. $2 needs sudo there." ;;
    devices-lost) printf '%s' "could not reach $1 over SSH, or the connection ended; ssh's message is above. Run the same command again: finished steps are skipped." ;;
    devices-not-started-there) printf '%s' "$1 did not start the command; its message is above. $(where_it_runs)" ;;
    devices-not-started-by-sudo) printf '%s' "sudo on $1 did not start the command as $2; its message is above. Nothing was started. If your account lacks the right, run on $1, with an account that may use sudo: sudo usermod -aG mimamori-admins ACCOUNT. Otherwise check SERVER_DIRECTORY and RUN_AS (“Tell the scripts which server to use” in docs/guides/ssh-setup.md). Then run the same command again." ;;
    devices-not-started-here) printf '%s' "the command ended with code $1; its message is above. Run the same command again: finished steps are skipped." ;;
    help-server) cat << EOT
Usage: $script_name ${verb:+$(text "operands-$verb") }[OPTIONS]

Runs on your own computer, which needs only ssh and bash. The server does the work and asks on this terminal.

  --server HOST         the server, over SSH; without it, SERVER in the settings, else this machine
EOT
      ;;
    operands-enroll) printf '%s' 'NAME [ADDRESS]' ;;
    operands-rotate-keys) printf '%s' 'NAME…' ;;
    operands-retire) printf '%s' 'NAME' ;;
    help-enroll) cat << EOT
  --list FILE           several devices, a line each: NAME,ADDRESS,SITE,ROLE,ACCOUNT
  --from-here           log in as --user from this computer instead, for instance with your own SSH key
EOT
      ;;
    help-settings) cat << EOT

Settings: KEY=value lines in ~/.config/mimamori/update.conf
  SERVER                same as --server
  SERVER_DIRECTORY      where Mimamori is on the server (/usr/lib/mimamori/server, or a checkout: /opt/mimamori/server)
  RUN_AS                the account on the server that runs updates (mimamori); empty: the account you log in as
  LANGUAGE              same as --lang
  LOG_DIRECTORY         where update-all-clients.sh keeps the output of runs (logs in this checkout)
  SSH_CONFIG            a file to use instead of ~/.ssh/config
  RELEASE               for publish-release.sh: the name of the release, if it differs from the folder of its checkout

EOT
      ;;
    help-elsewhere) printf '%s\n' "The server lists the other options: set SERVER, or give --server HOST, and run $script_name --help again." ;;
    help-publish) cat << EOT
Usage: $script_name [OPTIONS] [REF]

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
EOT
      ;;
    help-publish-content) cat << EOT
Usage: $script_name NAME DIR [OPTIONS]

Publishes a folder as a new version of a set of content for devices: sends what the server lacks of it, shows there who gets
what and whether it fits, and asks. After a cut, the same command continues where it stopped. Needs ssh and bash.

  --server HOST         the server, over SSH; without it, SERVER in the settings, else this machine
  --to-all              for all devices
  --site NAME           who gets it, such as the devices of a site; may be given several times, as the next three.
                        Without any, who gets it stays as it is
  --role NAME           the devices with a role
  --label NAME=VALUE    the devices with a label
  --device ID           a device
  --yes                 do not ask; a device without the space keeps what it has, and a warning names it
  --json                print JSON
  --lang ja|en          the language
  --help                this text

Exit codes: 0 published   1 not published   2 a mistake in options, settings or the server's set-up
EOT
      ;;
    *) printf '%s' "$key $*" ;;
  esac
}
