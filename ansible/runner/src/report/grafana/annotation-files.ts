import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { defined } from '../../platform/defined.ts'
import { readOrSetAside, writeJsonFile } from '../../platform/files/json-file.ts'
import type { GrafanaAnnotation } from './grafana-client.ts'

/** An annotation as it should be in Grafana. */
export interface WantedAnnotation extends GrafanaAnnotation {
  readonly run: string
  /** The device of a mark; absent for the run's region. */
  readonly device?: string
  /** It will not change any more: once Grafana has it, the file is removed. */
  readonly isComplete: boolean
  /** It may be in Grafana already: a request was sent, and its answer is not known. */
  readonly wasTried?: boolean
  /** Grafana's id, once known. */
  readonly id?: number
  /** Grafana has it in this form. */
  readonly isDelivered?: boolean
}

export interface AnnotationFiles {
  /** Stores how it should be from now on. */
  want (annotation: Omit<WantedAnnotation, 'id' | 'wasTried' | 'isDelivered'>, onSetAside: (reason: string) => void): void
  /** In the order in which they were first wanted. */
  names (): string[]
  /** Undefined if there is none, or it cannot be read: then `onSetAside` gets the reason. */
  read (name: string, onSetAside: (reason: string) => void): WantedAnnotation | undefined
  write (name: string, annotation: WantedAnnotation): void
  forget (name: string): void
}

const nameOf = ({ run, device }: Pick<WantedAnnotation, 'run' | 'device'>): string =>
  `${run}${device === undefined ? '' : `-${encodeURIComponent(device)}`}.json`

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
      write(name, { ...annotation, ...defined({ id, wasTried }) })
    },
    names: () => readdirSync(directory).filter((name) => name.endsWith('.json')).sort(),
    read,
    write,
    forget: (name) => { rmSync(join(directory, name), { force: true }) }
  }
}
