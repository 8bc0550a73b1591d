import type { Device } from '../lab/device.ts'

/** The login that Ansible has on a device, as the guide on SSH makes it: no root, with sudo, and a home that is closed to others. */
export const deployLogin = 'deploy'

/** Makes it; its key is that of the lab. */
export const makeDeployLogin = (device: Device): Promise<string> => device.exec(['sh', '-ec', `
  useradd --create-home --shell /bin/bash "$0" && chmod 700 "/home/$0"
  mkdir -m 700 "/home/$0/.ssh" && cp /root/.ssh/authorized_keys "/home/$0/.ssh/" && chown -R "$0:" "/home/$0/.ssh"
  printf 'Defaults:%s !pam_session\\n%s ALL=(ALL) NOPASSWD: ALL\\n' "$0" "$0" > "/etc/sudoers.d/$0" && chmod 440 "/etc/sudoers.d/$0"
`, deployLogin])
