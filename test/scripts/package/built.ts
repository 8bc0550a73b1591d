import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryDirectory, type Until } from '../../../collector/test/temporary-directory.ts'
import { architectures } from '../../../scripts/publish-agent/architecture.ts'
import type { PackageSource } from '../../../scripts/package/package.ts'
import { checkout } from '../../lab/node-binary.ts'

/** 2026-09-21 */
export const sourceDateEpoch = 1_790_000_000

/** This checkout, and in place of the Node.js of an architecture a line of shell. */
export const sourceFor = (debian: string, until: Until): PackageSource => {
  const node = temporaryDirectory(until)
  mkdirSync(join(node, 'bin'))
  writeFileSync(join(node, 'bin/node'), '#!/bin/sh\n')
  chmodSync(join(node, 'bin/node'), 0o755)
  writeFileSync(join(node, 'LICENSE'), 'its licence\n')
  return { checkout, architecture: architectures.find((one) => one.debian === debian)!, node }
}

/** What dpkg-deb(1) says of a package. */
export const dpkgDeb = (...args: readonly string[]): string => execFileSync('dpkg-deb', args, { encoding: 'utf8', maxBuffer: 1e8 })

/** `-rw-r--r-- root/root /usr/bin/mimamori-agent`, a line for each file that is no directory. */
export const contents = (file: string): readonly string[] =>
  dpkgDeb('--contents', file).trim().split('\n').map((line) => line.split(/\s+/)).filter(([mode]) => !mode!.startsWith('d')).map(
    ([mode, owner, , , , path, ...link]) => [mode, owner, path!.replace(/^\./, ''), ...link].join(' ')
  )

/** The faults for which Debian would refuse a package. */
export const errorsOfLintian = (file: string): readonly string[] => {
  const { stdout, error } = spawnSync('lintian', ['--allow-root', '--tag-display-limit', '0', file], { encoding: 'utf8', maxBuffer: 1e8 })
  if (error !== undefined) throw error
  return stdout.split('\n').filter((line) => line.startsWith('E:'))
}
