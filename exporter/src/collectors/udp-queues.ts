import { collector, NoDataError } from '../collector.ts'
import { parseNetUdp } from '../parse/net-udp.ts'
import { readOptional } from '../read-file.ts'
import { gauge, type Sample } from '../text-format/index.ts'

/** Bytes in the queues of UDP sockets, from /proc/net/udp and, with IPv6, udp6. */
export const udpQueues = collector('udp_queues', 'what waits in the queues of UDP sockets', (roots) => () => {
  const samples = [['v4', 'udp'], ['v6', 'udp6']].flatMap(([ip, file]): Sample[] => {
    const text = readOptional(`${roots.proc}/net/${file}`)
    if (text === undefined) return []
    const { txBytes, rxBytes } = parseNetUdp(text)
    return [{ labels: { queue: 'tx', ip: ip! }, value: txBytes }, { labels: { queue: 'rx', ip: ip! }, value: rxBytes }]
  })
  if (samples.length === 0) throw new NoDataError('there is no UDP (/proc/net/udp)')
  return [gauge('node_udp_queues', 'Number of allocated memory in the kernel for UDP datagrams in bytes.', samples)]
})
