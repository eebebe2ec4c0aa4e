import { type ReactElement, useSyncExternalStore } from 'react'
import { type Size, saveSize, savedSize, sizes } from './theme.ts'

const names = Object.keys(sizes) as Size[]
const watchers = new Set<() => void>()
const subscribe = (watcher: () => void): (() => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}
const choose = (size: Size): void => {
  saveSize(size)
  for (const watcher of watchers) watcher()
}
const useSize = (): Size => useSyncExternalStore(subscribe, savedSize)

/** 字号 as one button that goes round: 标准, 大, 特大. */
export const SizeButton = (): ReactElement => {
  const size = useSize()
  const next = names[(names.indexOf(size) + 1) % names.length] ?? 'standard'
  return (
    <button
      type="button"
      className="btn text"
      aria-label={`字号：${sizes[size].title}，改为${sizes[next].title}`}
      onClick={() => choose(next)}
    >
      字号：{sizes[size].title}
    </button>
  )
}

/** 字号 as a choice of three. */
export const SizeChoice = (): ReactElement => {
  const size = useSize()
  return (
    <fieldset className="plain">
      <legend>
        <h2>字号</h2>
      </legend>
      <div className="row">
        {names.map((name) => (
          <label key={name} className="pick">
            <input type="radio" name="size" checked={size === name} onChange={() => choose(name)} />
            {sizes[name].title}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
