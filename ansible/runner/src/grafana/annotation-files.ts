import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { readOrSetAside, writeJsonFile } from '../state/json-file.ts'
import type { GrafanaAnnotation } from './grafana-client.ts'

/** An annotation as we want it to stand in Grafana. */
export interface WantedAnnotation extends GrafanaAnnotation {
  readonly run: string
  /** Of a mark; none: the run's region. */
  readonly device?: string
  /** Nothing more comes: once Grafana has it so, we forget it. */
  readonly isComplete: boolean
  /** It may be in Grafana already, by a request whose answer we have not seen. */
  readonly wasTried?: boolean
  /** Grafana's number, once known. */
  readonly id?: number
  /** Grafana has it as it stands here. */
  readonly isDelivered?: boolean
}

export interface AnnotationFiles {
  /** Says how it shall stand from now on. */
  want (annotation: Omit<WantedAnnotation, 'id' | 'wasTried' | 'isDelivered'>, onSetAside: (reason: string) => void): void
  /** In the order in which they were first wanted. */
  names (): string[]
  /** Undefined where there is none, or none that can be read: `onSetAside` gets why. */
  read (name: string, onSetAside: (reason: string) => void): WantedAnnotation | undefined
  write (name: string, annotation: WantedAnnotation): void
  forget (name: string): void
}

const nameOf = ({ run, device }: Pick<WantedAnnotation, 'run' | 'device'>): string => `${run}${device === undefined ? '' : `-${encodeURIComponent(device)}`}.json`

const isAnnotation = (value: unknown): value is WantedAnnotation => {
  const { run, time, tags, text } = (value ?? {}) as Partial<WantedAnnotation>
  return typeof run === 'string' && typeof time === 'number' && Array.isArray(tags) && typeof text === 'string'
}

export const annotationFiles = (directory: string): AnnotationFiles => {
  const read: AnnotationFiles['read'] = (name, onSetAside) => readOrSetAside(join(directory, name), isAnnotation, onSetAside)
  const write = (name: string, annotation: WantedAnnotation): void => { writeJsonFile(join(directory, name), annotation) }
  return {
    want (annotation, onSetAside) {
      const name = nameOf(annotation)
      const { id, wasTried } = read(name, onSetAside) ?? {}
      write(name, { ...annotation, ...id !== undefined && { id }, ...wasTried !== undefined && { wasTried } })
    },
    names: () => readdirSync(directory).filter((name) => name.endsWith('.json')).sort(),
    read,
    write,
    forget: (name) => { rmSync(join(directory, name), { force: true }) }
  }
}
