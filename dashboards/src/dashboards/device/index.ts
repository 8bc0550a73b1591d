import { alertsOfDevice, rebootsOfDevice, updateRuns, updatesOfDevice } from '../../grafana/annotations.ts'
import { dashboard, type Context } from '../../grafana/dashboard.ts'
import {
  collectorVariable,
  lokiVariable,
  oneDeviceVariable,
  prometheusVariable,
  roleVariable,
  siteVariable
} from '../../grafana/variables.ts'
import type { DeviceText } from '../../text/device-text.ts'
import { backlog, clockSkew, dropped, statusOverTime } from './connection.ts'
import { diskBytes, fileSystems, network, wifiSignal } from './disk-and-network.ts'
import { facts, lastUpdate, releases } from './facts.ts'
import { cpuByMode, loadAverage, memoryOverTime, temperatureOverTime } from './load.ts'
import { lines, linesByLevel } from './log.ts'
import { now } from './now.ts'
import { throttling, watched } from './watched.ts'

/** Everything about one device over the same time, with its alerts, updates and reboots marked on all graphs. */
export const device = (text: DeviceText, context: Context) => {
  const { common, collectorUrl } = context
  return dashboard(
    {
      name: 'device',
      title: text.title,
      description: text.description,
      from: 'now-24h',
      variables: [
        prometheusVariable(common),
        lokiVariable(common),
        collectorVariable(collectorUrl),
        siteVariable(common),
        roleVariable(common),
        oneDeviceVariable(common)
      ],
      annotations: [alertsOfDevice(common), updatesOfDevice(common), updateRuns(common), rebootsOfDevice(common)],
      sections: [
        {
          title: text.sections.now,
          panels: [...now(text, context), facts(text, context), releases(text, context), lastUpdate(text, context)]
        },
        { title: text.sections.connection, panels: [statusOverTime(text, context), clockSkew(text), backlog(text), dropped(text)] },
        { title: text.sections.load, panels: [cpuByMode(text), loadAverage(text), memoryOverTime(text), temperatureOverTime(text)] },
        { title: text.sections.diskAndNetwork, panels: [fileSystems(text), diskBytes(text), network(text), wifiSignal(text)] },
        { title: text.sections.watched, panels: [watched(text, context), throttling(text, context)] },
        { title: text.sections.log, panels: [linesByLevel(text), lines(text)] }
      ]
    },
    context
  )
}
