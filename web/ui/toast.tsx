import { type ReactElement, useSyncExternalStore } from 'react'
import './toast.css'

/** One step that a toast offers, such as 取回. */
export interface ToastAction {
  readonly title: string
  readonly run: () => unknown
}

interface Toast {
  readonly id: number
  readonly text: string
  readonly action?: ToastAction
}

let toasts: readonly Toast[] = []
let last = 0
const watchers = new Set<() => void>()

const set = (next: readonly Toast[]): void => {
  toasts = next
  for (const watcher of watchers) watcher()
}
const drop = (id: number): void => set(toasts.filter((t) => t.id !== id))

/** Says something for a while without taking the focus; `action` offers one step, such as 取回. */
export function toast(text: string, action?: ToastAction): void {
  const id = (last += 1)
  set([...toasts.slice(-3), { id, text, ...(action ? { action } : {}) }])
  setTimeout(() => drop(id), action ? 15_000 : 6000)
}

const subscribe = (watcher: () => void): (() => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** Where toasts appear: one polite live region for the whole app. */
export const Toasts = (): ReactElement => {
  const shown = useSyncExternalStore(subscribe, () => toasts)
  return (
    <div className="toasts" aria-live="polite">
      {shown.map(({ id, text, action }) => (
        <div key={id} className="toast">
          <span>{text}</span>
          <span className="nowrap">
            {action && (
              <button
                type="button"
                onClick={() => {
                  drop(id)
                  void action.run()
                }}
              >
                {action.title}
              </button>
            )}
            <button type="button" aria-label="关闭提示" onClick={() => drop(id)}>
              ×
            </button>
          </span>
        </div>
      ))}
    </div>
  )
}
