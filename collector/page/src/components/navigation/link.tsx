import type { ComponentChildren } from 'preact'
import { followHere } from './path.ts'

interface Props {
  readonly to: string
  readonly class?: string
  readonly title?: string
  readonly 'aria-label'?: string
  readonly 'aria-current'?: 'page' | undefined
  readonly children: ComponentChildren
}

/** A link to another address of the page, which is not loaded again. */
export const Link = ({ to, children, ...rest }: Props) => <a href={to} {...rest} onClick={followHere}>{children}</a>
