import { messages } from '../text/index.ts'

/** The reason why something was not done; nothing if there is no problem. */
export const Problem = ({ text }: { readonly text: string | undefined }) =>
  text === undefined ? null : <p class="problem" role="alert">{text}</p>

interface Props {
  /** Concerns the form as a whole. */
  readonly problem: string | undefined
  readonly isSending: boolean
  /** Whether the form shows why the server would refuse it. */
  readonly isRefused?: boolean
  readonly submit: string
  /** Undefined if there is nothing to go back to. */
  readonly cancel: (() => void) | undefined
}

/** The end of a form: the refusal, and its buttons. */
export const FormEnd = ({ problem, isSending, isRefused = false, submit, cancel }: Props) => (
  <>
    <Problem text={problem} />
    <p class="actions">
      <button type="submit" class="primary" disabled={isSending || isRefused}>{submit}</button>
      {cancel && <button type="button" onClick={cancel}>{messages.cancel}</button>}
    </p>
  </>
)
