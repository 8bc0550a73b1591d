/*
 * Set-up for every npm verb, in plain JavaScript that even an old Node can read: installs the npm packages when the
 * lockfile has changed, and makes sure that node_modules/.bin/node is the Node the code runs on. With --tests also
 * the Debian packages of the real peers that the tests use (install-test-peers.js).
 */
import { execFileSync, spawnSync } from 'child_process'
import { createHash } from 'crypto'
import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync, unlinkSync, writeFileSync } from 'fs'
import { dirname, join } from 'path'
import { fileURLToPath } from 'url'
import { installTestPeers } from './install-test-peers.js'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const minimumNodeMajor = 20
const stamp = join(root, 'node_modules', '.mimamori-setup')
const nodeLink = join(root, 'node_modules', '.bin', 'node')

function stop (message) {
  process.stderr.write(`mimamori: ${message}\n`)
  process.exit(2)
}

function checkNode () {
  const major = Number(process.versions.node.split('.')[0])
  if (major < minimumNodeMajor) {
    stop(`needs Node.js ${minimumNodeMajor} or later to set itself up, but this is ${process.versions.node}. ` +
      'On Debian 13: sudo apt-get install nodejs npm')
  }
}

function lockfileHash () {
  return createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex')
}

function installPackages () {
  const wanted = lockfileHash()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  process.stderr.write('mimamori: installing the npm packages (once, about a minute) …\n')
  const result = spawnSync('npm', ['ci', '--include=dev', '--include=optional', '--loglevel=error'], { cwd: root, stdio: ['ignore', 2, 2] })
  if (result.error) stop(`could not start npm (${result.error.message}). On Debian: sudo apt-get install npm`)
  if (result.status !== 0) stop('npm could not install the packages; its message is above. Mend that and run the same command again.')
  writeFileSync(stamp, wanted)
}

/** npm 9 and 10 leave out the .bin link of an optional platform package; so it is made here. */
function linkNode () {
  const expected = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).optionalDependencies[`node-linux-${process.arch}`]
  const packaged = join(root, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node')
  if (versionOf(nodeLink) === expected) return
  const source = existsSync(packaged) ? packaged : process.execPath
  const major = Number((versionOf(source) || '0').split('.')[0])
  if (major < 24) {
    stop(`runs on Node.js 24, and there is no package of it for ${process.platform} ${process.arch}. Install Node.js 24 and run the same command again.`)
  }
  mkdirSync(dirname(nodeLink), { recursive: true })
  try {
    lstatSync(nodeLink)
    unlinkSync(nodeLink)
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
  symlinkSync(source, nodeLink)
}

function versionOf (node) {
  try {
    return execFileSync(node, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim().slice(1)
  } catch {
    return undefined
  }
}

checkNode()
installPackages()
linkNode()
if (process.argv.includes('--tests')) installTestPeers(stop)
