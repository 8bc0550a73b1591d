import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { prefixLength } from './bridge.ts'
import { run } from './command.ts'

export interface DeviceFilesOptions {
  /** The device's own layer. */
  readonly upper: string
  readonly hostname: string
  readonly address: string
  readonly gateway: string
  readonly authorizedKey: string
}

const networkUnit = (address: string): string => `[Unit]
Description=Address of the lab’s network
DefaultDependencies=no
Before=network.target shutdown.target
Conflicts=shutdown.target
Wants=network.target

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=ip address replace ${address}/${prefixLength} dev host0
ExecStart=ip link set host0 up

[Install]
WantedBy=sysinit.target
`

/** Writes what one device has before its first boot: its address, its host key, and the key that lets us in as root. */
export const writeDeviceFiles = async ({ upper, hostname, address, gateway, authorizedKey }: DeviceFilesOptions): Promise<void> => {
  const files: Readonly<Record<string, string>> = {
    'etc/systemd/system/lab-network.service': networkUnit(address),
    'etc/hosts': `127.0.0.1 localhost\n${address} ${hostname}\n${gateway} server\n`,
    'root/.ssh/authorized_keys': authorizedKey,
    // A name of ours is never looked up: there is no name server on the lab's network.
    'etc/ssh/sshd_config.d/lab.conf': 'UseDNS no\n'
  }
  for (const [path, content] of Object.entries(files)) {
    const file = join(upper, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, content)
  }
  // The shared tree has one key for all of them; by this one a device is known from another.
  await run(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', hostname, '-f', join(upper, 'etc/ssh/ssh_host_ed25519_key')])
  const wants = join(upper, 'etc/systemd/system/sysinit.target.wants')
  await mkdir(wants, { recursive: true })
  await symlink('../lab-network.service', join(wants, 'lab-network.service'))
  await chmod(join(upper, 'root'), 0o700)
  await chmod(join(upper, 'root/.ssh'), 0o700)
}
