import { join } from 'node:path'
import { alertingDropIn, layout, services } from './layout.ts'
import { linkTarget } from './link-target.ts'
import type { Machine } from './machine.ts'
import { hasOthersAgent } from './own-device.ts'
import { removeFile } from './remove-file.ts'
import { removeSteps } from './service-steps.ts'
import type { Step } from './step.ts'
import type { InstallServerText } from './text.ts'

/** What takes the services away, the last one first. Data, settings, users and Debian's packages stay. */
export const planRemoval = ({ checkout, machine, text }: { readonly checkout: string, readonly machine: Machine, readonly text: InstallServerText }): readonly Step[] => {
  const { at, run } = machine
  const ofServices = services.filter((service) => service !== 'mimamori-agent' || !hasOthersAgent(machine)).reverse().flatMap((service) => removeSteps(service, { machine, text }))
  const isOurCommand = linkTarget(at(layout.command)) === join(checkout, 'collector/bin/mimamori')
  const files = [...hasOthersAgent(machine) ? [] : [layout.agent, layout.agentUsers], alertingDropIn, layout.sharing, layout.alertingUsers, layout.collectorUsers, layout.prometheus, ...isOurCommand ? [layout.command] : []]
  return [
    ...ofServices,
    ...files.flatMap((path) => removeFile(path, { machine, text })),
    ...ofServices.length === 0 ? [] : [{ what: text.daemonReload, run: () => { run('systemctl', 'daemon-reload') } }]
  ]
}
