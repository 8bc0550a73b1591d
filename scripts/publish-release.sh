#!/usr/bin/env bash
# Brings a commit of this checkout to the server, from where updates take it: run it in the checkout of the application that the devices are
# updated to. Goes over SSH, shows what is new, and checks that the server can serve it.
# Also needs git.
. "$(dirname "${BASH_SOURCE[0]}")/shell/begin.sh" || exit 2

show_own_help () {
  text help-publish
  text help-settings
}

# Sets `ref`; ends the script if there are other flags or words.
read_ref () {
  local word before='' refs=()
  for word in ${words[@]+"${words[@]}"}; do
    case $before:$word in
      --release:* | *:--release=* | *:--plan | *:--allow-uncommitted | *:--yes | *:--release) ;;
      *:-*) stop unknown-option "$word" ;;
      *) refs[${#refs[@]}]=$word ;;
    esac
    before=$word
  done
  [ ${#refs[@]} -le 1 ] || stop too-many-refs "${refs[1]}"
  ref=${refs[0]-HEAD}
}

# on_mirror VERB WORD…: the server's end of this script, as the system user.
on_mirror () {
  ${ssh_command[@]+"${ssh_command[@]}"} "$server" -- "$(on_server scripts/release-mirror.ts "$@")"
}

# Sets `commit`, and ends the script if it cannot be published.
choose_commit () {
  local ref=$1
  git rev-parse --is-inside-work-tree > /dev/null 2>&1 || stop no-checkout "$PWD"
  case $ref in -*) stop bad-ref "$ref" ;; esac
  commit=$(git rev-parse --verify --quiet --end-of-options "$ref^{commit}") || stop bad-ref "$ref"
  if [ "$commit" = "$(git rev-parse HEAD)" ] && ! is_given --allow-uncommitted; then
    [ -z "$(git status --porcelain | head -n 1)" ] || stop uncommitted "$(git status --short | head -n 5)"
  fi
  # git archive, which makes the archive for the devices, leaves submodules empty.
  # Counted to the end: grep -q would end git by a signal, and with it (pipefail) the whole line.
  [ "$(git ls-tree -r "$commit" | LC_ALL=C grep -c '^160000 ')" -eq 0 ] || note has-submodules
}

# Sets `release`: --release, RELEASE in the settings, or the name of the checkout's folder.
choose_release () {
  if is_given --release; then
    release=$(value_of --release)
    is_setting_value RELEASE "$release" || stop bad-value --release "$(text expected-RELEASE)" "$release"
    return
  fi
  release=$RELEASE
  [ -n "$release" ] && return
  release=$(basename "$(git rev-parse --show-toplevel)")
  is_setting_value RELEASE "$release" || stop no-release-name "$release"
}

# Sets mirror_repository, mirror_published, mirror_fleet and mirror_run to the server's values. Only lines of the form
# that release-mirror.ts prints count: an account's start files may print something of their own before them.
ask_mirror () {
  local answer status line
  local repository='^repository (/[^[:cntrl:]]*)$' published='^published ([0-9a-f]{40,64})$'
  local fleet='^fleet ([0-9a-f]{40,64}) ([0-9]{8}-[0-9]{6}-[0-9a-f]{6})$'
  mirror_repository='' mirror_published='' mirror_fleet='' mirror_run=''
  answer=$(on_mirror prepare "$release")
  status=$?
  [ "$status" -ne 255 ] || stop not-reached "$server"
  while IFS= read -r line; do
    if [[ $line =~ $repository ]]; then mirror_repository=${BASH_REMATCH[1]}
    elif [[ $line =~ $published ]]; then mirror_published=${BASH_REMATCH[1]}
    elif [[ $line =~ $fleet ]]; then mirror_fleet=${BASH_REMATCH[1]} mirror_run=${BASH_REMATCH[2]}; fi
  done <<< "$answer"
  if [ "$status" -ne 0 ] || [ -z "$mirror_repository" ]; then stop mirror-failed "$server"; fi
}

# Shows the commits since the last successful run, or, if no run is known, since the last release.
show_news () {
  local before=$mirror_fleet count
  if [ -n "$before" ]; then text news-since-run "$release" "$mirror_run" "${before:0:12}"
  elif [ -n "$mirror_published" ]; then before=$mirror_published; text news-since-release "$release" "${before:0:12}"
  else text news-first "$release" "$(git log -1 --format='%h %s' "$commit")"; return; fi
  if ! git cat-file -e "$before^{commit}" 2> /dev/null; then text news-unknown "${before:0:12}"; return; fi
  count=$(git rev-list --count "$before..$commit")
  git --no-pager log --max-count=20 --format='  %h %ad %s' --date=short "$before..$commit"
  if [ "$count" -gt 20 ]; then text news-more "$((count - 20))"; fi
  if [ "$count" -eq 0 ]; then text news-none; fi
  count=$(git rev-list --count "$commit..$before")
  if [ "$count" -gt 0 ]; then text news-back "$count"; fi
}

ask_whether_to_publish () {
  local answer
  is_given --yes && return
  [ -t 0 ] || stop needs-yes
  printf '%s ' "$(text ask-publish "${commit:0:12}" "$server" "$mirror_repository")" >&2
  read -r answer
  case $answer in
    y | Y | yes | はい) ;;
    *) note not-published; exit 1 ;;
  esac
}

# The commit gets a reference of its own, which keeps it for ever, and `release` points at the newest.
push_commit () {
  prepare_ssh git
  GIT_SSH_COMMAND=$(quote_all ${ssh_command[@]+"${ssh_command[@]}"}) git push --quiet \
    --receive-pack="$(on_server scripts/release-mirror.ts receive)" \
    "$server:$release" "$commit:refs/releases/$commit" "+$commit:refs/heads/release"
}

# Sets `bytes`, the size of the commit as an update packs it; fails if the server cannot pack it or does not say. It
# is used in arithmetic, which runs commands in a value: only digits, without a leading 0 (that is octal).
verify_commit () {
  local answer line size='^bytes ([1-9][0-9]{0,14})$'
  bytes=
  answer=$(on_mirror verify "$release" "$commit") || return 1
  while IFS= read -r line; do
    if [[ $line =~ $size ]]; then bytes=${BASH_REMATCH[1]}; fi
  done <<< "$answer"
  [ -n "$bytes" ]
}

begin "$@"
read_ref
read_settings || exit 2
[ -n "$server" ] || server=$SERVER
[ -n "$server" ] || stop no-server "$settings_file"
command -v git > /dev/null || stop no-git
choose_commit "$ref"
choose_release
prepare_ssh pipe
ask_mirror
show_news
if is_given --plan; then exit 0; fi
if [ "$commit" != "$mirror_published" ]; then
  ask_whether_to_publish
  push_commit || { note push-failed; exit 1; }
  prepare_ssh pipe
fi
verify_commit || { note verify-failed "${commit:0:12}" "$server"; exit 1; }
text published "$release" "${commit:0:12}" "$server" "$mirror_repository" "$(((bytes + 1023) / 1024))"
