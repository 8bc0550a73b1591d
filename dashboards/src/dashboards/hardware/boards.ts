import * as units from '@grafana/grafana-foundation-sdk/units'
import type { Context } from '../../grafana/dashboard.ts'
import { deviceLinks } from '../../grafana/links.ts'
import { table } from '../../grafana/panels/table.ts'
import { chosenLive } from '../../grafana/selectors.ts'
import { orangeAtOrAbove } from '../../grafana/thresholds.ts'
import type { HardwareText } from '../../text/hardware-text.ts'

/** One series for each device, as a row by its instance. */
const ofInstance = (metric: string, { where = '', by = '' } = {}): string =>
  `max by (instance${by && `, ${by}`}) (${metric}{${chosenLive}${where && `, ${where}`}})`

/** The board and the card of each device, and their age and wear. */
export const boards = (text: HardwareText, { common, language }: Context) =>
  table({
    text: text.boards,
    sortBy: text.columns.sinceBoot,
    labelsOf: [
      ofInstance('mimamori_board_info', { by: 'model' }),
      `topk by (instance) (1, ${ofInstance('mimamori_mmc_info', { by: 'name, type, manufactured' })})`
    ],
    columns: [
      { title: common.columns.device, label: 'instance', links: deviceLinks(common, language) },
      { title: text.columns.model, label: 'model' },
      { title: text.columns.memory, expr: ofInstance('mimamori_board_memory_bytes'), unit: units.BytesIEC, decimals: 0 },
      { title: text.columns.card, label: 'name' },
      { title: text.columns.cardType, label: 'type' },
      { title: text.columns.manufactured, label: 'manufactured' },
      { title: text.columns.written, expr: ofInstance('mimamori_ext4_written_bytes_total'), unit: units.BytesSI },
      {
        title: text.columns.sinceBoot,
        expr: `sum by (instance) (mimamori_throttling_since_boot{${chosenLive}})`,
        unit: units.Short,
        thresholds: orangeAtOrAbove(1)
      }
    ]
  })
