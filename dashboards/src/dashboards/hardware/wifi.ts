import * as units from '@grafana/grafana-foundation-sdk/units'
import { timeSeries } from '../../grafana/panels/time-series.ts'
import { promql } from '../../grafana/queries.ts'
import { chosenLive, worstTen } from '../../grafana/selectors.ts'
import { below } from '../../grafana/thresholds.ts'
import { limits } from '../../limits.ts'
import type { HardwareText } from '../../text/hardware-text.ts'

export const signal = (text: HardwareText) =>
  timeSeries(text.signal)
    .unit(units.DecibelMilliWatt)
    .thresholds(below(limits.wirelessSignalDbm))
    .withTarget(promql(worstTen(`max by (instance) (mimamori_wireless_signal_dbm{${chosenLive}})`, { worst: 'lowest' }), '{{instance}}'))

const lost = (what: string) => `sum by (instance) (increase(mimamori_wireless_${what}_total{${chosenLive}}[$__rate_interval]))`

export const lostPackets = (text: HardwareText) => timeSeries(text.lostPackets).unit(units.Short).min(0)
  .withTarget(promql(worstTen(`${lost('discarded_packets')} + ${lost('missed_beacons')}`), '{{instance}}'))
