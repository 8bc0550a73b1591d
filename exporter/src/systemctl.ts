import { existsSync } from 'node:fs'
import { NoDataError, type Roots } from './collector.ts'
import { parseSystemctlShow, type UnitProperties } from './parse/systemctl-show.ts'
import { runCommand } from './run-command.ts'

export interface SystemctlQuestion {
  readonly properties: readonly string[]
  /** The units to show, and further arguments of `systemctl show`; if empty, it asks for the manager itself. */
  readonly args?: readonly string[]
}

/**
 * Gives a function that asks systemd by `systemctl show`, and answers with the properties of each unit, in their order.
 * It rejects with a NoDataError if systemd does not run this machine (sd_booted(3)).
 */
export const systemctlShow =
  ({ rootfs }: Roots, program = 'systemctl') =>
    async ({ properties, args = [] }: SystemctlQuestion): Promise<readonly UnitProperties[]> => {
      if (!existsSync(`${rootfs}/run/systemd/system`)) throw new NoDataError('systemd does not run this machine')
      return runCommand({
        name: 'systemctl',
        argv: [program, 'show', '--no-pager', '--timestamp=us+utc', `--property=${properties.join(',')}`, ...args],
        timeoutMs: 10_000,
        parse: parseSystemctlShow
      })
    }
