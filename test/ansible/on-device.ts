import type { Device } from '../lab/device.ts'
import { notYet, until } from '../../collector/test/until.ts'

/** Where `current` points to: the revision that is installed. */
export const installedOn = async (device: Device): Promise<string> =>
  (await device.exec(['readlink', '/opt/demo/current'])).trim().replace('releases/', '')

/** What the demo service itself says that it runs. */
export const runsOn = async (device: Device): Promise<string> => {
  const answer = await device.exec([
    'python3', '-c', 'import urllib.request as u; print(u.urlopen("http://127.0.0.1:3000/version").read().decode())'
  ])
  return (JSON.parse(answer) as { readonly revision: string }).revision
}

/** `active`, `inactive`, … */
export const stateOf = async (device: Device, unit: string): Promise<string> =>
  (await device.exec(['sh', '-c', 'systemctl is-active "$0" || true', unit])).trim()

/** Waits until the unit is in that state. */
export const untilState = (
  device: Device, unit: string, state: string
): Promise<true> => until(`${unit} of ${device.id} is ${state}`, async () => {
  const found = await stateOf(device, unit)
  return found === state || notYet(found)
}, { withinMs: 240_000, everyMs: 500 })

/** Another after each start of the demo service. */
export const invocationOf = (device: Device): Promise<string> =>
  device.exec(['systemctl', 'show', '--property=InvocationID', 'demo.service'])

/**
 * All that an update could have changed, with owners, modes and times, and which start of the services it is. Where even the
 * claim on the device must not have come and gone, `more` names /run/mimamori.
 */
export const tracesOn = (device: Device, ...more: readonly string[]): Promise<string> =>
  device.exec([
    'sh', '-c',
    'find /opt /etc /var/lib/mimamori /usr/local "$@" -printf "%p %T@ %u %m %l\\n" | sort; ' +
    'systemctl show --property=InvocationID demo heavy',
    'sh', ...more
  ])

/** How often sshd has let somebody in since the device was turned on. */
export const loginsOn = async (device: Device): Promise<number> =>
  Number(await device.exec([
    'sh', '-c', 'journalctl --sync && journalctl --boot --no-pager --grep "Accepted publickey" --output cat | wc -l'
  ]))

const smallDisk = [
  'cp -a /opt/demo /opt/kept', 'mount -t tmpfs -o size=30m,mode=755 tmpfs /opt/demo', 'cp -a /opt/kept/. /opt/demo/',
  'chown --reference=/opt/kept /opt/demo',
  'rm -r /opt/kept', 'head -c 15M /dev/zero > /opt/demo/shared/ballast'
].join(' && ')

/** Moves the releases to a disk of 30 MB, of which some 14 are left. */
export const fillDisk = async (device: Device): Promise<void> => { await device.exec(['sh', '-c', smallDisk]) }
