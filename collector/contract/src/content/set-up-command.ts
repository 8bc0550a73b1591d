/** The command on the server that lets a device keep content: it applies the role `content`. */
export const contentSetUpCommand = (deviceId: string): string =>
  `cd /opt/mimamori/server/ansible && sudo -u mimamori ansible-playbook playbooks/content.yml --extra-vars target=${deviceId}`
