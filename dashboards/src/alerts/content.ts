import { deviceLabels } from '../device-labels.ts'
import type { Alert } from './alert.ts'
import { deviceAlert } from './define-alert.ts'
import { ofCollector } from './last-samples.ts'
import { evidence } from './lasting-condition.ts'

/** Content of devices. */
export const contentAlerts: readonly Alert[] = [
  deviceAlert({
    name: 'ContentOutdated',
    acrossSites: true,
    // A large set over a slow line takes a while, and devices take turns.
    for: '1h',
    evidence: 'fresh',
    expr: `
1 - max by (${deviceLabels}) (${ofCollector('mimamori_device_content_current')}) == 1
# A device that is off takes it when it is back.
and on (device) (${evidence.fresh.expr})
`,
    en: {
      summary: 'A device that reports does not have its current content.',
      now: 'reports, but has not had its current content for an hour or longer',
      before: 'did not have its current content',
      next: 'The page of the content says why.'
    },
    ja: {
      summary: '報告は届きますが、コンテンツが最新ではありません。',
      now: 'は、報告は届いていますが、1 時間以上たっても最新のコンテンツになっていません',
      before: 'コンテンツが最新ではありませんでした',
      next: '理由は、管理画面のコンテンツのページで確認できます。'
    }
  })
]
