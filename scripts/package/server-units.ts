import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packagedServer } from '@mimamori/program/packaged-server'
import { stateDirectory } from '../install-server/layout.ts'
import { packagedPath } from '../install-server/packaged-path.ts'
import { staticFiles } from '../install-server/static-files.ts'
import type { PackageFile } from './stage.ts'

const backupUnits = ['mimamori-backup', 'mimamori-backup-proof'].flatMap((name) => [`${name}.service`, `${name}.timer`])

/** The programs of Debian's packages. */
const alerting = { prometheus: '/usr/bin/prometheus', alertmanager: '/usr/bin/prometheus-alertmanager' }

/** A server's units, users and directories: all that needs no decision. The package's scripts enable the backups, a set-up the rest. */
export const serverUnits = (checkout: string): readonly PackageFile[] => [
  ...backupUnits.map((name): PackageFile => ({
    path: join('/usr/lib/systemd/system', name),
    content: readFileSync(join(checkout, 'collector/systemd', name), 'utf8').replaceAll('/opt/mimamori/server', packagedServer),
    mode: 0o644
  })),
  ...staticFiles({ checkout: packagedServer, sources: checkout, dataDir: stateDirectory('mimamori-collector'), alerting }).map(
    ({ path, content }): PackageFile => ({ path: packagedPath(path), content, mode: 0o644 })
  )
]
