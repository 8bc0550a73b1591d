import type { ClientStatus } from '@mimamori/contract'
import { CopyLine } from '../../components/index.ts'
import { mayHaveAgent } from '../../device-actions/actions.ts'
import { isServerItself, reachAddress } from '../../device-actions/reach-address.ts'
import { isStartedByNpm, server } from '../../server/index.ts'
import { deviceMessages } from '../messages.ts'
import { localMachineCommands } from './local-machine-commands.ts'

/** The ways to log in to the device. */
export const Reach = ({ client }: { readonly client: ClientStatus }) => {
  const address = reachAddress(client)
  return (
    <section aria-label={deviceMessages.device.reach}>
      <h2>{deviceMessages.device.reach}</h2>
      {address === undefined
        ? (
            <>
              <p>{deviceMessages.device.noAddress(server.user)}</p>
              <CopyLine command={`${server.command} devices set ${client.clientId} --address 192.168.1.20`} />
            </>
          )
        : isServerItself(client.address)
          ? <OwnMachine />
          : (
              <>
                <p>{deviceMessages.device.reachHint}</p>
                <CopyLine what={deviceMessages.commands.login} command={`ssh ${address}`} />
                {mayHaveAgent(client) && (
                  <>
                    <CopyLine
                      what={deviceMessages.commands.journal}
                      command={`ssh -t ${address} sudo journalctl -u mimamori-agent -n 50 --no-pager`}
                    />
                    <CopyLine what={deviceMessages.commands.restart} command={`ssh -t ${address} sudo systemctl restart mimamori-agent`} />
                  </>
                )}
              </>
            )}
    </section>
  )
}

const OwnMachine = () => {
  const { journal, restart } = localMachineCommands({ isStartedByNpm, dataDirectory: server.dataDirectory })
  return (
    <>
      <p>{deviceMessages.device.serverItself}</p>
      <CopyLine what={deviceMessages.commands.journal} command={journal} />
      {restart !== undefined && <CopyLine what={deviceMessages.commands.restart} command={restart} />}
    </>
  )
}
