import type { ReactElement } from 'react'
import { queryClient, useWrite } from '../api/hooks.ts'
import type { Me } from '../api/shapes.ts'
import { toast } from './toast.tsx'

const manner = { holder: '', acting: '（代理）', delegate: '（受托）' } as const
type Post = Me['posts'][number]
export const postName = (post: Post): string => `${post.unitName} ${post.title}${manner[post.as]}`

/** Which post one acts from: always visible, because the journal names it. */
export const PostSwitch = ({ me }: { me: Me }): ReactElement => {
  const change = useWrite('session.switchPost')
  const keyOf = (post: Post): string => `${post.post} ${post.as}`
  const current = me.posts.find((post) => post.current)
  if (me.posts.length < 2) {
    return (
      <span className="post-one" title="当前岗位">
        {current ? postName(current) : '没有岗位'}
      </span>
    )
  }
  const select = (key: string): void => {
    const chosen = me.posts.find((post) => keyOf(post) === key)
    if (!chosen) return
    change.mutate(
      { body: { post: chosen.post, as: chosen.as } },
      {
        onSuccess: (fresh) => {
          queryClient.setQueryData(['session.me', {}], fresh)
          void queryClient.invalidateQueries()
          toast(`现在以“${postName(chosen)}”办事`)
        },
        onError: (error) => toast(error.message),
      },
    )
  }
  return (
    <label className="post-switch">
      <span className="sr">当前岗位</span>
      <select
        className="input"
        value={current ? keyOf(current) : ''}
        disabled={change.isPending}
        onChange={(e) => select(e.target.value)}
      >
        {me.posts.map((post) => (
          <option key={keyOf(post)} value={keyOf(post)}>
            {postName(post)}
          </option>
        ))}
      </select>
    </label>
  )
}
