/* The npm packages of the lockfile. */
import { spawnSync } from 'child_process'
import { createHash } from 'crypto'
import { existsSync, readFileSync, writeFileSync } from 'fs'
import { join } from 'path'
import { say, stop } from './say.js'
import { text } from './text.js'

/**
 * Installs them where they are not those of the lockfile. A directory that npm left half done has no stamp, and is done again.
 * What npm runs on is not what the code runs on, so npm must not judge it by the packages' `engines`.
 */
export function installPackages (root) {
  const stamp = join(root, 'node_modules', '.mimamori-setup')
  const wanted = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  say(text.installing)
  const result = spawnSync('npm', ['ci', '--include=dev', '--include=optional', '--engine-strict=false', '--loglevel=error', '--no-audit', '--no-fund'], { cwd: root, stdio: ['ignore', 2, 2] })
  if (result.error) stop(text.noNpm(result.error.message))
  if (result.status !== 0) stop(text.npmFailed)
  writeFileSync(stamp, wanted)
}
