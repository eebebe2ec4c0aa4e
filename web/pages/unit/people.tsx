import type { ReactElement } from 'react'
import type { DirectoryPost } from '../../api/shapes.ts'
import { Phone } from '../../ui/phone.tsx'

/** 岗位和人员: in the directory's order, with telephones that dial. */
export const People = ({ posts }: { posts: readonly DirectoryPost[] }): ReactElement => (
  <section className="card stack people" aria-labelledby="people-title">
    <h2 id="people-title">岗位和人员</h2>
    {posts.length === 0 && <p className="muted">没有登记岗位。</p>}
    <ul>
      {posts.map((post) => (
        <li key={post.id}>
          <span className="small muted">{post.title}</span>
          {post.holders.length === 0 && <span>空缺</span>}
          {post.holders.map((holder) => (
            <span key={`${holder.person} ${holder.as}`} className="row spread">
              <span>
                {holder.name}
                {holder.as === 'acting' && <span className="tag">代理</span>}
              </span>
              <Phone number={holder.phone} of={holder.name} />
            </span>
          ))}
        </li>
      ))}
    </ul>
  </section>
)
