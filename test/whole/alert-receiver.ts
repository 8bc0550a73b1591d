import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'

/** One alert in one message of Alertmanager. */
export interface ReceivedAlert {
  readonly status: 'firing' | 'resolved'
  readonly name: string
  readonly device: string | undefined
  readonly summary: string | undefined
  readonly runbook: string | undefined
  readonly dashboard: string | undefined
}

export interface AlertReceiver {
  readonly url: string
  /** Every alert of every message, in the order of arrival. */
  readonly alerts: readonly ReceivedAlert[]
  close (): Promise<void>
}

interface Message {
  readonly alerts: readonly {
    readonly status: 'firing' | 'resolved'
    readonly labels: Readonly<Record<string, string>>
    readonly annotations: Readonly<Record<string, string>>
  }[]
}

/** A webhook receiver (https://prometheus.io/docs/alerting/latest/configuration/#webhook_config) that keeps what it gets. */
export const startAlertReceiver = async (): Promise<AlertReceiver> => {
  const alerts: ReceivedAlert[] = []
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      for (const { status, labels, annotations } of (JSON.parse(body) as Message).alerts) {
        alerts.push({
          status,
          name: labels['alertname'] ?? '',
          device: labels['device'],
          summary: annotations['summary'],
          runbook: annotations['runbook_url'],
          dashboard: annotations['dashboard_url']
        })
      }
      response.end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`,
    alerts,
    async close () {
      server.closeAllConnections()
      await new Promise((resolve) => { server.close(resolve) })
    }
  }
}
