import { existsSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { packagedServer } from '@mimamori/program/packaged-server'
import { upgradeDirectory } from '../../collector/cli/src/backup/server-paths.ts'
import { httpsUnitFile, inventoryDirectory, layout, unitFile } from './layout.ts'
import type { Machine } from './machine.ts'
import type { Server } from './server.ts'
import type { Step } from './step.ts'
import type { InstallServerText } from './text.ts'

/** The checkout that a server runs from until the package takes it over; undefined if there is none. */
export const checkoutToTakeOver = ({ at }: Pick<Machine, 'at'>, into: string): string | undefined => {
  const unit = at(unitFile('mimamori-collector'))
  if (into !== packagedServer || !existsSync(unit)) return undefined
  const [, found] = /^ExecStart=(\S+)\/node_modules\/\.bin\/node /m.exec(readFileSync(unit, 'utf8')) ?? []
  return found === into ? undefined : found
}

/** The inventory of the checkout, if the package has none yet: what administrators have written there is the package's from then on. */
export const inventoryToTakeOver = ({ takesOver }: Pick<Server, 'takesOver'>, { at }: Pick<Machine, 'at'>): string | undefined => {
  if (takesOver === undefined) return undefined
  const [from, to] = [inventoryDirectory(takesOver), at(layout.packagedInventory)]
  return existsSync(at(from)) && !(existsSync(to) && readdirSync(to).length > 0) ? from : undefined
}

interface Deps {
  readonly machine: Machine
  readonly text: Pick<InstallServerText, 'takeOver' | 'copyInventory' | 'renewHttps'>
}

/**
 * The steps that only the package needs on a server of a checkout: before any other, and once the collector runs. All else is where both
 * have it, or is written again. The checkout stays as it is.
 */
export const takeOverSteps = (
  server: Pick<Server, 'checkout' | 'takesOver'>, { machine, text }: Deps
): Readonly<Record<'first' | 'afterStart', readonly Step[]>> => {
  const { at, run, copy } = machine
  const { checkout, takesOver } = server
  const mimamori = join(checkout, 'collector/bin/mimamori')
  const inventory = inventoryToTakeOver(server, machine)
  const [renewal, to] = [at(httpsUnitFile), layout.packagedInventory]
  return {
    first: [
      ...takesOver === undefined ? [] : [
        { what: text.takeOver(takesOver, upgradeDirectory), run: () => { run(mimamori, 'backup', 'before-upgrade') } }
      ],
      ...inventory === undefined ? [] : [{
        what: text.copyInventory(inventory, to),
        run () {
          // A run that is cut off leaves nothing that looks like an inventory.
          const incoming = at(`${to}.incoming`)
          rmSync(incoming, { recursive: true, force: true })
          copy(realpathSync(at(inventory)), incoming)
          renameSync(incoming, at(to))
        }
      }]
    ],
    afterStart: existsSync(renewal) && !readFileSync(renewal, 'utf8').includes(`${checkout}/`)
      ? [{ what: text.renewHttps, run: () => { run(mimamori, 'https', 'enable') } }]
      : []
  }
}
