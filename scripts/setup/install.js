/*
 * Brings the packages of the lockfile into a checkout, given as the argument; those for development if that is asked for, or if
 * they were there before. packages.js runs it under a lock. npm works in a directory next to the packages in use, since it
 * removes before it fetches: without a network, or interrupted at any time, the old packages still run. The two change places
 * when all is installed.
 */
import { spawnSync } from 'child_process'
import { existsSync, renameSync, rmSync } from 'fs'
import { join } from 'path'
import { linkNode } from './node.js'
import { areInstalled, developmentFlag, hasDevelopment, setUpCommand } from './packages.js'
import { printMessage, stop } from './messages.js'
import { stage, stagingName } from './staging.js'
import { text } from './text.js'

const [root, ...flags] = process.argv.slice(2)
const withDevelopment = flags.includes(developmentFlag)
const [packages, staging] = [join(root, 'node_modules'), join(root, stagingName)]
const before = join(staging, 'before')

/** Whether it succeeded: files of somebody else cannot always be removed. */
function clear () {
  try {
    rmSync(staging, { recursive: true, force: true })
    return true
  } catch {
    return false
  }
}

/** npm may run on another Node than the code, so it must not check the packages' `engines`. */
function fetchPackages () {
  const development = withDevelopment || hasDevelopment(root) ? '--include=dev' : '--omit=dev'
  const words = ['ci', development, '--include=optional', '--engine-strict=false', '--loglevel=error', '--no-audit', '--no-fund']
  const { error, status } = spawnSync('npm', words, { cwd: staging, stdio: ['ignore', 2, 2, 3] })
  if (!error && status === 0) return
  clear()
  if (existsSync(packages)) printMessage(text.packagesStay)
  stop(error ? text.noNpm(error.message) : text.npmFailed(root))
}

function changePlaces () {
  // A name that outlives a power cut must not point to files that do not.
  spawnSync('sync', ['-f', staging], { stdio: 'ignore' })
  if (existsSync(packages)) renameSync(packages, before)
  renameSync(join(staging, 'node_modules'), packages)
}

// Cut off between the two renames.
if (!existsSync(packages) && existsSync(before)) renameSync(before, packages)
const isClear = clear()
if (!areInstalled(root, { withDevelopment })) {
  if (!isClear) stop(text.mayNotInstall(root, setUpCommand(flags)))
  stage(root)
  fetchPackages()
  linkNode(staging)
  changePlaces()
  clear()
}
