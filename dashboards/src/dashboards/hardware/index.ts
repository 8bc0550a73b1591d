import { dashboard, type Context } from '../../grafana/dashboard.ts'
import { collectorVariable, devicesVariable, prometheusVariable, roleVariable, siteVariable } from '../../grafana/variables.ts'
import type { HardwareText } from '../../text/hardware-text.ts'
import { boards } from './boards.ts'
import { busy, fileSystemErrorsOverTime, writtenADay } from './cards.ts'
import { counts } from './counts.ts'
import { temperatures, throttlingOverTime, transitions, undervoltageOverTime } from './power-and-heat.ts'
import { lostPackets, signal } from './wifi.ts'

/** Hardware that wears out or is too weak: power, heat, cards, Wi-Fi. */
export const hardware = (text: HardwareText, context: Context) =>
  dashboard(
    {
      name: 'hardware',
      title: text.title,
      description: text.description,
      from: 'now-24h',
      variables: [
        prometheusVariable(context.common),
        collectorVariable(context.collectorUrl),
        siteVariable(context.common),
        roleVariable(context.common),
        devicesVariable(context.common)
      ],
      sections: [
        { title: text.sections.counts, panels: counts(text) },
        {
          title: text.sections.power,
          panels: [undervoltageOverTime(text, context), throttlingOverTime(text, context), temperatures(text), transitions(text)]
        },
        { title: text.sections.cards, panels: [writtenADay(text), fileSystemErrorsOverTime(text), busy(text)] },
        { title: text.sections.wifi, panels: [signal(text), lostPackets(text)] },
        { title: text.sections.boards, panels: [boards(text, context)] }
      ]
    },
    context
  )
