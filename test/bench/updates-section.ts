import { join } from 'node:path'
import { missingForLab } from '../lab/requirements.ts'
import { ansibleVersion, missingAnsible } from './ansible-here.ts'
import { measureCallback, type CallbackRound } from './callback-cost.ts'
import { measureFleetUpdate } from './fleet-update.ts'
import { devicesThatFit } from './lab-capacity.ts'
import { median } from './statistics.ts'
import { seconds, type Row, type Section } from './table.ts'

/** Single rounds of the callback differ by half a second from each other on a shared machine, and what is looked for is a tenth. */
const fleet = { hosts: 20, callbackRounds: 17, updateRounds: 2 }

/** What stands in the table where something cannot be measured here. */
const unmeasured = (what: string, why: string): Row => ({ what: `${what}: not measured, since ${why}`, ours: '', peer: '' })

/** At most 2% of the run without it, or 0.2 s. */
export const addedRow = (what: string, rounds: readonly CallbackRound[], side: 'reporting' | 'unanswered'): Row => {
  const added = median(rounds.map((round) => round[side].seconds - round.without.seconds))
  const without = median(rounds.map((round) => round.without.seconds))
  return { what, ours: seconds(added), peer: '', budget: { text: 'at most 2% or 0.2 s', isKept: added <= Math.max(0.2, 0.02 * without) } }
}

const callbackRows = async (directory: string, say: (line: string) => void): Promise<Row[]> => {
  const rounds = await measureCallback({ directory: join(directory, 'callback'), hosts: fleet.hosts, rounds: fleet.callbackRounds, say })
  const [ours, peer] = [median(rounds.map(({ reporting }) => reporting.seconds)), median(rounds.map(({ without }) => without.seconds))]
  const [ourCpu, peerCpu] = [
    median(rounds.map(({ reporting }) => reporting.cpuSeconds)),
    median(rounds.map(({ without }) => without.cpuSeconds))
  ]
  return [
    {
      what: `a playbook over ${fleet.hosts} hosts, with the callback and without`,
      ours: seconds(ours),
      peer: seconds(peer),
      ratio: ours / peer
    },
    { what: 'CPU for it', ours: seconds(ourCpu), peer: seconds(peerCpu), ratio: ourCpu / peerCpu },
    addedRow('what the callback adds', rounds, 'reporting'),
    addedRow('what it adds where the collector never answers', rounds, 'unanswered')
  ]
}

const updateRows = async (say: (line: string) => void): Promise<Row[]> => {
  const missing = missingForLab()
  if (missing.length > 0) return [unmeasured(`an update of ${fleet.hosts} lab devices`, missing.join('; '))]
  const devices = Math.min(fleet.hosts, devicesThatFit())
  const what = `an update of ${devices} lab devices, with our settings and with Ansible’s`
  if (devices === 0) return [unmeasured(what, 'fs.inotify.max_user_instances leaves no room for one')]
  const rounds = await measureFleetUpdate({ devices, rounds: fleet.updateRounds, say })
  const of = (side: 'ours' | 'defaults', field: 'seconds' | 'cpuSeconds'): number => median(rounds.map((round) => round[side][field]))
  return [
    {
      what: devices < fleet.hosts ? `${what} (fs.inotify.max_user_instances leaves no room for ${fleet.hosts})` : what,
      ours: seconds(of('ours', 'seconds')),
      peer: seconds(of('defaults', 'seconds')),
      ratio: of('ours', 'seconds') / of('defaults', 'seconds')
    },
    {
      what: 'CPU of Ansible for it',
      ours: seconds(of('ours', 'cpuSeconds')),
      peer: seconds(of('defaults', 'cpuSeconds')),
      ratio: of('ours', 'cpuSeconds') / of('defaults', 'cpuSeconds')
    }
  ]
}

/** What the callback and the collection's settings cost or save, beside Ansible without them. */
export const updatesSection = async (directory: string, say: (line: string) => void): Promise<Section> => {
  const missing = missingAnsible()
  const program = missing === undefined ? `ansible-playbook of ansible-core ${await ansibleVersion()}` : 'ansible-playbook'
  const rows = missing === undefined
    ? [...await callbackRows(directory, say), ...await updateRows(say)]
    : [unmeasured('the callback, an update', missing)]
  return {
    title: 'Updates beside Ansible alone',
    method:
      `The real ${program}. The callback: five tasks over ${fleet.hosts} hosts that are this machine itself, with Ansible’s default settings and pipelining, ` +
      `and a collector on this machine, too, that it reports to; ${fleet.callbackRounds} rounds of a run with it, a run without and a run that reports to a server that never answers, forwards and backwards by turns; what is added is the median of the differences within a round. ` +
      'The update: `playbooks/update_clients.yml` with the release role, onto devices that are systemd containers on this machine, a new release each time and no connection open at its beginning; ours with the collection’s `ansible.cfg`, callback and collector, ' +
      `Ansible’s with nothing set but where the collection is; medians of ${fleet.updateRounds} rounds by turns, and every device is asked afterwards what it runs. The devices share this machine’s processors, and their network has no delay: connections and ways there and back, which the settings save, weigh less than on a LAN.`,
    peer: 'Ansible alone',
    rows
  }
}
