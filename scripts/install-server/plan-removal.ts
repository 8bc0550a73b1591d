import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { alertingDropIn, layout, memoryDropIn, services, timer, unitFile } from './layout.ts'
import { linkTarget, removeFile } from './file-steps.ts'
import type { Machine } from './machine.ts'
import { hasOthersAgent } from './local-device.ts'
import { removeSteps } from './service-steps.ts'
import type { Step } from './step.ts'
import { hasOthersSudoers } from './sudoers.ts'
import type { InstallServerText } from './text.ts'

/** The steps that remove the services, the last one first. Data, settings, users and Debian's packages stay. */
export const planRemoval = (
  { checkout, machine, text }: { readonly checkout: string, readonly machine: Machine, readonly text: InstallServerText }
): readonly Step[] => {
  const { at, run } = machine
  const ofUpdates = [
    ...existsSync(at(timer.enabledLink)) ? [
      { what: text.disableCatchUp, run: () => { run('systemctl', 'disable', '--now', '--quiet', timer.name) } }
    ] : [],
    ...removeSteps('mimamori-requests', { machine, text })
  ]
  const ofServices = services.filter((service) => service !== 'mimamori-agent' || !hasOthersAgent(machine)).reverse().flatMap(
    (service) => removeSteps(service, { machine, text })
  )
  const isOurCommand = linkTarget(at(layout.command)) === join(checkout, 'collector/bin/mimamori')
  const files = [
    timer.file, unitFile('mimamori-catch-up'), ...hasOthersSudoers(machine) ? [] : [layout.sudoers],
    layout.updateDefaults, layout.updateDirectories, layout.updateUsers,
    ...hasOthersAgent(machine) ? [] : [layout.agent, layout.agentUsers],
    alertingDropIn, memoryDropIn, layout.sharing, layout.alertingUsers, layout.collectorUsers, layout.prometheus,
    ...isOurCommand ? [layout.command] : []
  ]
  return [
    ...ofUpdates,
    ...ofServices,
    ...files.flatMap((path) => removeFile(path, { machine, text })),
    ...ofServices.length === 0 ? [] : [{ what: text.daemonReload, run: () => { run('systemctl', 'daemon-reload') } }]
  ]
}
