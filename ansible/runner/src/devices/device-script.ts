import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { shellSetting } from '@mimamori/program/shell-setting'

/**
 * A function of POSIX shell, `loses DIRECTORY`: prints why files written there do not last, `readonly` (Linux 6.15 says
 * `emergency_ro` after an error) or `memory` (an overlay whose changes are in a tmpfs, as overlayroot makes one), or nothing.
 * mimamori_release/preflight.py asks the same.
 */
export const shellLoses = String.raw`
loses () {
  mounted=",$(findmnt -nro OPTIONS --target "$1"),"
  changes=$(printf %s "$mounted" | sed -n 's/.*,upperdir=\([^,]*\),.*/\1/p')
  case $mounted in
    *,ro,* | *,emergency_ro,*) echo readonly ;;
    *) if [ -n "$changes" ] && [ "$(findmnt -nro FSTYPE --target "$changes")" = tmpfs ]; then echo memory; fi ;;
  esac
}
`

/** A script for devices, from the folder `device` next to the module that hands it over; it may use `setting` and `loses`. */
export const readDeviceScript = (directory: string, name: string): string =>
  `${shellSetting}${shellLoses}${readFileSync(join(directory, 'device', name), 'utf8')}`
