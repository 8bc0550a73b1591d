import type { ClientStatus } from '@mimamori/contract'
import { mayHaveAgent } from '../care/care-actions.ts'
import { CopyLine } from '../parts/copy-line.tsx'
import { isStartedByNpm, server } from '../parts/server-place.ts'
import { words } from '../words.ts'
import { ownMachineCommands } from './own-machine-commands.ts'
import { isServerItself, reachAddress } from './reach-address.ts'

/** How to get onto the device. */
export const Reach = ({ client }: { readonly client: ClientStatus }) => {
  const address = reachAddress(client)
  return (
    <section aria-label={words.device.reach}>
      <h2>{words.device.reach}</h2>
      {address === undefined
        ? <><p>{words.device.noAddress(server.user)}</p><CopyLine command={`${server.command} devices set ${client.clientId} --address 192.168.1.20`} /></>
        : isServerItself(client.address)
          ? <OwnMachine />
          : (
              <>
                <p>{words.device.reachHint}</p>
                <CopyLine what={words.commands.login} command={`ssh ${address}`} />
                {mayHaveAgent(client) && (
                  <>
                    <CopyLine what={words.commands.journal} command={`ssh -t ${address} sudo journalctl -u mimamori-agent -n 50 --no-pager`} />
                    <CopyLine what={words.commands.restart} command={`ssh -t ${address} sudo systemctl restart mimamori-agent`} />
                  </>
                )}
              </>
            )}
    </section>
  )
}

const OwnMachine = () => {
  const { journal, restart } = ownMachineCommands({ isStartedByNpm, dataDirectory: server.dataDirectory })
  return (
    <>
      <p>{words.device.ownMachine}</p>
      <CopyLine what={words.commands.journal} command={journal} />
      {restart !== undefined && <CopyLine what={words.commands.restart} command={restart} />}
    </>
  )
}
