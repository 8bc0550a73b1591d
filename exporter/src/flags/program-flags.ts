import { checkDirectory } from './existing-directory.ts'
import { text, toggle, type Flag } from './flag.ts'

/** The flags of the program as a whole. */
export const programFlags = {
  'path.procfs': text('Where the proc file system is mounted.', '/proc', { check: checkDirectory }),
  'path.sysfs': text('Where the sys file system is mounted.', '/sys', { check: checkDirectory }),
  'path.rootfs': text("Where the host's own root directory is; another place inside a container.", '/', { check: checkDirectory }),
  'path.udev.data': text('Where udev keeps what it knows of devices.', '/run/udev/data'),
  // node_exporter listens on every address. Here the default gives nothing away to the network: /metrics has no
  // password, and a device that pushes needs no open port.
  'web.listen-address': text(
    'Address and port to listen on. :9100 stands for every address of the machine, so that a Prometheus elsewhere can scrape it.',
    '127.0.0.1:9100'
  ),
  'collector.disable-defaults': toggle('Begin with no collector at all; add those you want by --collector.NAME.'),
  help: toggle('Show this text and end.'),
  version: toggle('Show the version and end.')
} satisfies Record<string, Flag>
