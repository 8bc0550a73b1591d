import { collector } from '../collector.ts'
import { readNumber, readOptional } from '../read-file.ts'
import { gauge } from '../text-format/index.ts'

/** selinux_config(5); every other word means disabled. */
const modes: Readonly<Record<string, number>> = { enforcing: 1, permissive: 0 }
const disabled = -1

const configuredMode = (config: string): number => {
  const words = config.split('\n').map((line) => /^\s*SELINUX\s*=\s*(\w+)\s*$/.exec(line)?.[1]).filter((word) => word !== undefined)
  return modes[words.at(-1)?.toLowerCase() ?? ''] ?? disabled
}

/** Whether SELinux is in force, from selinuxfs and /etc/selinux/config. */
export const selinux = collector('selinux', 'whether SELinux is in force', (roots) => () => {
  const current = readNumber(`${roots.sys}/fs/selinux/enforce`)
  // Until a policy is loaded every process is the kernel's.
  const isEnabled = current !== undefined && readOptional(`${roots.proc}/self/attr/current`)?.replace(/\0$/, '') !== 'kernel'
  return [
    ...(isEnabled
      ? [
          gauge(
            'node_selinux_config_mode',
            'Configured SELinux enforcement mode',
            configuredMode(readOptional(`${roots.rootfs}/etc/selinux/config`) ?? '')
          ),
          gauge('node_selinux_current_mode', 'Current SELinux enforcement mode', current)
        ]
      : []),
    gauge('node_selinux_enabled', 'SELinux is enabled, 1 is true, 0 is false', isEnabled ? 1 : 0)
  ]
})
