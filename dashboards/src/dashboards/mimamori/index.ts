import { updateRuns } from '../../grafana/annotations.ts'
import { dashboard, type Context } from '../../grafana/dashboard.ts'
import { collectorVariable, prometheusVariable } from '../../grafana/variables.ts'
import type { MimamoriText } from '../../text/mimamori-text.ts'
import { health } from './health.ts'
import { leftOut, lokiRefusedLines, messages, refused, removedLines, waitingLines } from './intake.ts'
import { builds, samples } from './scrapes.ts'
import { commits, eventLoop, requestDuration, requests } from './speed.ts'

/** Whether Mimamori itself is healthy: when monitoring has stopped, the fleet looks free of problems. */
export const mimamori = (text: MimamoriText, context: Context) =>
  dashboard(
    {
      name: 'mimamori',
      title: text.title,
      description: text.description,
      from: 'now-6h',
      variables: [prometheusVariable(context.common), collectorVariable(context.collectorUrl)],
      annotations: [updateRuns(context.common)],
      sections: [
        { title: text.sections.health, panels: health(text, context) },
        {
          title: text.sections.intake,
          panels: [messages(text), refused(text), leftOut(text), removedLines(text), waitingLines(text), lokiRefusedLines(text)]
        },
        { title: text.sections.speed, panels: [eventLoop(text), commits(text), requests(text), requestDuration(text)] },
        { title: text.sections.scrapes, panels: [samples(text), builds(text)] }
      ]
    },
    context
  )
