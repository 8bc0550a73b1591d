/** The command for a device whose card is a copy; docs/runbook/IdentityConflict.md has it, too. */
export const newIdentity = 'sudo rm -f /etc/ssh/ssh_host_* /etc/machine-id /var/lib/dbus/machine-id && sudo ssh-keygen -A && sudo ' +
  'systemd-machine-id-setup && sudo reboot'
