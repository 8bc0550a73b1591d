# shellcheck shell=sh
# Gives the device its host name ($1), by which updates know it. Run by root, any number of times.
set -eu
name=$1
before=$(uname -n)
hostnamectl set-hostname "$name"
# Otherwise sudo prints with each command that it cannot resolve its host.
if grep -qE '^127\.0\.1\.1[[:blank:]]' /etc/hosts; then
  sed "s/^127\\.0\\.1\\.1[[:blank:]].*/127.0.1.1\\t$name/" /etc/hosts > /etc/hosts.new
  cat /etc/hosts.new > /etc/hosts
  rm /etc/hosts.new
elif ! grep -qE "^[^#]*[[:blank:]]$name([[:blank:]]|\$)" /etc/hosts; then
  printf '127.0.1.1\t%s\n' "$name" >> /etc/hosts
fi
# Some images take the name of their own set-up back at the next boot.
if [ -d /etc/cloud/cloud.cfg.d ]; then echo 'preserve_hostname: true' > /etc/cloud/cloud.cfg.d/99-mimamori-hostname.cfg; fi
[ "$before" = "$name" ] || [ "$(uname -n)" = "$name" ]
