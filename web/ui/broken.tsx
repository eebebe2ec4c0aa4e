import type { ReactElement } from 'react'

/** An address that leads nowhere. */
export const NotFound = (): ReactElement => (
  <main className="page">
    <h1>没有这个页面</h1>
    <p>网址可能写错了，或者内容已经移走。</p>
    <p>
      <a href="/">回到我的事</a>
    </p>
  </main>
)

/** A page that failed to load or broke while being drawn. */
export const Broken = (): ReactElement => (
  <main className="page" role="alert">
    <h1>页面没有打开</h1>
    <p>可能是网络断了，或者系统刚刚更新。填写中的内容已留在本机。</p>
    <p>
      <button type="button" className="btn main" onClick={() => location.reload()}>
        重新载入
      </button>
    </p>
  </main>
)
