import { collector } from '../collector.ts'
import { parseNetStat, parseSnmp6 } from '../parse/net-stat.ts'
import { readOptional, readText } from '../read-file.ts'
import { untyped } from '../text-format/index.ts'

export interface NetstatOptions {
  /** Which counters to show, by their names PROTOCOL_NAME. */
  readonly fields?: RegExp | undefined
}

/** node_exporter's choice. */
export const defaultNetstatFields =
  /^(.*_(InErrors|InErrs)|Ip_Forwarding|Ip(6|Ext)_(InOctets|OutOctets)|Icmp6?_(InMsgs|OutMsgs)|TcpExt_(Listen.*|Syncookies.*|TCPSynRetrans|TCPTimeouts|TCPOFOQueue|TCPRcvQDrop)|Tcp_(ActiveOpens|InSegs|OutSegs|OutRsts|PassiveOpens|RetransSegs|CurrEstab)|Udp6?_(InDatagrams|OutDatagrams|NoPorts|RcvbufErrors|SndbufErrors))$/

/** Counters of the network protocols, from /proc/net/netstat, snmp and snmp6 (proc_pid_net(5)). */
export const netstat = collector('netstat', 'counters of the network protocols', (
  roots, { fields = defaultNetstatFields }: NetstatOptions = {}
) => {
  // The kernel's names do not change while it runs, and there are several hundred: each is matched once.
  const shown = new Map<string, boolean>()
  const isShown = (protocol: string, name: string): boolean => {
    const key = `${protocol}_${name}`
    let match = shown.get(key)
    if (match === undefined) shown.set(key, match = fields.test(key))
    return match
  }
  const columns = new Map<string, readonly number[]>()
  const select = (protocol: string, heading: readonly string[]): readonly number[] => {
    const key = `${protocol} ${heading.length}`
    let wanted = columns.get(key)
    if (wanted === undefined) {
      wanted = heading.flatMap((name, column) => column > 0 && isShown(protocol, name) ? [column] : [])
      columns.set(key, wanted)
    }
    return wanted
  }
  return () => {
    const found = [
      ...parseNetStat(readText(`${roots.proc}/net/netstat`), select),
      ...parseNetStat(readText(`${roots.proc}/net/snmp`), select),
      // Without IPv6 there is no such file.
      ...parseSnmp6(readOptional(`${roots.proc}/net/snmp6`) ?? '').filter(({ protocol, name }) => isShown(protocol, name))
    ]
    return found.map(({ protocol, name, value }) => untyped(`node_netstat_${protocol}_${name}`, `Statistic ${protocol}${name}.`, value))
  }
})
