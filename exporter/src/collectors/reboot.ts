import { existsSync } from 'node:fs'
import { collector } from '../collector.ts'
import { readOptional } from '../read-file.ts'
import { gauge } from '../text-format/index.ts'

/** Whether the device waits for a reboot, by Debian's convention (the file /run/reboot-required, with the packages next to it). */
export const reboot = collector('reboot', 'whether a reboot is required', (roots) => () => {
  const file = `${roots.rootfs}/run/reboot-required`
  const isRequired = existsSync(file)
  const packages = new Set((isRequired ? readOptional(`${file}.pkgs`) ?? '' : '').split('\n').filter((line) => line !== ''))
  return [
    gauge(
      'mimamori_reboot_required',
      'Whether an updated package requires a reboot (/run/reboot-required). Only known if a package that writes this file is installed, such as unattended-upgrades.',
      isRequired ? 1 : 0
    ),
    gauge('mimamori_reboot_required_packages', 'Number of packages that require a reboot.', packages.size)
  ]
})
