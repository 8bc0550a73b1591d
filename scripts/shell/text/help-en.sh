# What --help prints, a function for each script, in English. The same functions are in help-ja.sh.

help_update () {
  cat << EOT
Usage: $script_name [FLAGS]

Updates every device: shows the plan, asks for confirmation, updates the canary and then the others in waves, and prints one
line for each device. Runs on your own computer; needs only ssh and bash.

  --server HOST         the server to run on, over SSH; without it, SERVER in the settings, else this machine
  --what ACTION         update (default); agent: install the agent that is published on the server; restart: restart the services of
                        each device and check them; reboot: reboot the devices
  --limit DEVICES       only these devices or groups, as for ansible --limit: pi-kiosk-03, site_north, 'site_north:!pi-kiosk-03'
  --revision REF        what to update to: a commit, a tag or a branch in the repository on the server; with --what agent, an earlier
                        agent to go back to, or previous
  --canary N            how many devices are updated first, as the canary (1)
  --wave PERCENT        how many of the others go at a time (10)
  --max-failures N      how many may fail before the run stops
  --soak MINUTES        watch the reports, alerts and checks of the canary for this long before going on to the others
  --at TIME             start at this time on the server: 22:00, '2026-03-14 22:00'
  --window FROM-TO      start devices only between these times on the server: 22:00-05:00
  --only-failed RUN     only the devices that failed, were rolled back, skipped or unreachable in that run, with its options
  --resume RUN          continue a stopped run, with its own options, on the devices it did not get to
  --catch-up            only the devices that could not be reached and are online again
  --force [REVISION]    run every step again, even on devices that are up to date; with REVISION, also install it if a canary
                        has refused it
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
  130   you pressed Ctrl-C; a run that has begun continues

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
  --yes                 do not ask: accept the host key that is shown, rename the device, and change its address, site
                        and role; does not replace a device that reports, or a recorded host key
  --json                print the result as JSON
  --lang ja|en          the language
  --help                this text

Exit codes
    0   added or changed, or there was nothing to do
    1   something is missing, and the table says what to do
    2   a mistake in flags, settings or the server's set-up: nothing was started
    3   done, except for devices that do not answer
   70   an error of Mimamori itself, whose details are above
   75   another command for devices is in progress
  130   you interrupted it; run the same command again to go on

Settings: ~/.config/mimamori/update.conf, as for update-all-clients.sh.
EOT
}

help_rotate () {
  cat << EOT
Usage: $script_name NAME… [FLAGS]
       $script_name --all | --site SITE | --role ROLE [FLAGS]

Gives devices new keys. For each device: issues a key, puts it on the device over SSH, restarts the agent, waits until the collector
has received a message with it, and only then ends the old key. Can be repeated at any time: what is done stays. A device that does
not answer keeps its key.

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
    3   done, except for devices that do not answer: they keep their key; run the same command again when they are on
   70   an error of Mimamori itself, whose details are above
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
   70   an error of Mimamori itself, whose details are above
   75   another command for devices is in progress
  130   you interrupted it; run the same command again to go on

Settings: ~/.config/mimamori/update.conf, as for update-all-clients.sh.
EOT
}
