import { existsSync } from 'node:fs'
import { collector, NoDataError } from '../collector.ts'
import { parseNetWireless } from '../parse/net-wireless.ts'
import { readAttribute } from '../read-attribute.ts'
import { listNames, readOptional } from '../read-file.ts'
import { counter, gauge, type Sample } from '../text-format/index.ts'

/** Wi-Fi: whether each interface is connected, and how well it hears its access point. */
export const wireless = collector('wireless', 'the Wi-Fi link and its signal', (roots) => () => {
  const directory = `${roots.sys}/class/net`
  const devices = listNames(directory, /./).filter(
    (device) => existsSync(`${directory}/${device}/phy80211`) || existsSync(`${directory}/${device}/wireless`)
  )
  if (devices.length === 0) throw new NoDataError('there is no Wi-Fi interface')
  const isConnected = (device: string): boolean => readAttribute(`${directory}/${device}/operstate`) === 'up'
  // An interface that is not connected keeps its last level there.
  const statistics = parseNetWireless(readOptional(`${roots.proc}/net/wireless`) ?? '').filter(
    ({ device }) => devices.includes(device) && isConnected(device)
  )
  const levels = (key: 'signalDbm' | 'noiseDbm'): Sample[] =>
    statistics.flatMap(({ device, [key]: value }) => value === undefined ? [] : [{ labels: { device }, value }])
  return [
    gauge(
      'mimamori_wireless_connected',
      'Whether the Wi-Fi interface is connected to an access point.',
      devices.map((device) => ({ labels: { device }, value: isConnected(device) ? 1 : 0 }))
    ),
    counter(
      'mimamori_wireless_discarded_packets_total',
      'Discarded packets: retry after too many attempts, misc for other reasons.',
      statistics.flatMap(({ device, discardedRetry, discardedMisc }) => [
        { labels: { device, reason: 'retry' }, value: discardedRetry },
        { labels: { device, reason: 'misc' }, value: discardedMisc }
      ])
    ),
    counter(
      'mimamori_wireless_missed_beacons_total',
      'Missed beacons of the access point.',
      statistics.map(({ device, missedBeacons: value }) => ({ labels: { device }, value }))
    ),
    gauge('mimamori_wireless_noise_dbm', 'Noise on the channel, in dBm. Absent where the driver does not report it.', levels('noiseDbm')),
    gauge(
      'mimamori_wireless_signal_dbm',
      'Signal strength of the access point, in dBm: -50 is strong, below -70 unreliable. Absent while not connected.',
      levels('signalDbm')
    )
  ]
})
