import { spawn, type ChildProcess } from 'node:child_process'
import { openSync, closeSync } from 'node:fs'

export interface ContainerOptions {
  /** For systemd-nspawn, and so for the port `vb-MACHINE` on the bridge. */
  readonly machine: string
  readonly hostname: string
  readonly bridge: string
  /**
   * The layers: what is shared, what is the device's own (on disk: it outlives a loss of power), overlayfs's work directory, and where to
   * join them.
   */
  readonly layers: { readonly lower: string, readonly upper: string, readonly work: string, readonly root: string }
  /** Files of this machine that the device sees, by their path there. */
  readonly binds: Readonly<Record<string, string>>
  /** Where the console goes. */
  readonly consoleFile: string
}

/** Below the root of the cgroup v2 hierarchy; one for each device. */
export const cgroupOf = (machine: string): string => `mimamori-lab.${machine}`

/*
 * systemd in the container needs a pure cgroup v2, which a hybrid machine has not at /sys/fs/cgroup: each device's
 * nspawn gets it in a mount namespace of its own, and with that its overlay goes away when it ends. The process
 * namespace is there for its end: systemd in the container outlives an nspawn that is killed, but not its namespace.
 */
const namespaces = ['unshare', '--mount', '--propagation', 'private', '--pid', '--fork', '--kill-child=KILL', '--mount-proc']

const script = `
umount -R -l /sys/fs/cgroup 2>/dev/null || true
mount -t cgroup2 cgroup2 /sys/fs/cgroup
mkdir -p "/sys/fs/cgroup/$CGROUP"
echo $$ > "/sys/fs/cgroup/$CGROUP/cgroup.procs"
mount -t overlay overlay -o "lowerdir=$LOWER,upperdir=$UPPER,workdir=$WORK" "$ROOT"
exec systemd-nspawn "$@"`

/** Boots a container. The child ends when the device is off; killing it is pulling the plug. It does not outlive us. */
export const startContainer = ({ machine, hostname, bridge, layers, binds, consoleFile }: ContainerOptions): ChildProcess => {
  const console = openSync(consoleFile, 'a')
  const nspawn = [
    '--directory', layers.root, '--machine', machine, `--hostname=${hostname}`, '--boot', `--network-bridge=${bridge}`,
    '--register=no', '--keep-unit', '--console=pipe', '--quiet', '--resolv-conf=off', '--timezone=off', '--link-journal=no',
    ...Object.entries(binds).map(([there, here]) => `--bind-ro=${here}:${there}`)
  ]
  try {
    return spawn('setpriv', ['--pdeathsig=KILL', ...namespaces, 'sh', '-ec', script, 'sh', ...nspawn], {
      stdio: ['ignore', console, console],
      env: {
        PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
        CGROUP: cgroupOf(machine),
        LOWER: layers.lower,
        UPPER: layers.upper,
        WORK: layers.work,
        ROOT: layers.root
      }
    })
  } finally {
    closeSync(console)
  }
}
