export interface UdpQueues {
  readonly txBytes: number
  readonly rxBytes: number
}

/** Reads /proc/net/udp or udp6 (proc_pid_net(5)): the sum of the bytes that all sockets have in their queues. */
export const parseNetUdp = (text: string): UdpQueues => {
  let [txBytes, rxBytes] = [0, 0]
  for (const line of text.split('\n').slice(1)) {
    if (line === '') continue
    const [, tx, rx] = /^\s*\d+:(?:\s+\S+){3}\s+([\da-f]+):([\da-f]+)\s/i.exec(line) ?? []
    if (tx === undefined || rx === undefined) throw new Error(`expected the queues of a socket in this line: ${JSON.stringify(line)}`)
    txBytes += Number.parseInt(tx, 16)
    rxBytes += Number.parseInt(rx, 16)
  }
  return { txBytes, rxBytes }
}
