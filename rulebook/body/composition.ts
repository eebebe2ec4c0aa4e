import type { Directory, PostFacts } from '#kernel/vocabulary.ts'
import { postFacts } from '../post-facts.ts'
import type { BodyRecord } from './record.ts'

/** A post and who sits in it, as people say it: 副区长张三. */
const named = ({ title, holders }: PostFacts): string => `${title}${holders[0]?.name ?? ''}`

function postOf(directory: Directory, id: string): string {
  const unit = directory.unitOfPost(id) ?? ''
  const post = postFacts(directory, id)
  return `${directory.unit(unit)?.name ?? ''}${post ? named(post) : ''}` || id
}

/** The head of the government and the deputies: of the leaders' posts those that are no staff's, and not vacant. */
const government = (directory: Directory): readonly PostFacts[] =>
  directory
    .withFunction('leadership')
    .flatMap((unit) => directory.postsOf(unit))
    .filter(({ level, holders }) => level !== 'staff' && holders.length > 0)

/**
 * How the composition of 常务会议 departs from 地方组织法 Art 78, by which it is the head and the deputies, all of them and nobody
 * else; undefined where it does not, and for every other kind of body. A vacant post is nobody left out.
 */
export function departureOf({ kind, members = [] }: BodyRecord, directory: Directory): string | undefined {
  if (kind !== 'standing') return undefined
  const due = government(directory)
  const leaders = new Set(
    directory
      .withFunction('leadership')
      .flatMap((unit) => directory.postsOf(unit))
      .flatMap(({ id, level }) => (level === 'staff' ? [] : [id])),
  )
  const added = members.filter(({ post }) => !leaders.has(post)).map(({ post }) => postOf(directory, post))
  const left = due.filter(({ id }) => !members.some(({ post }) => post === id)).map(named)
  const said = [
    added.length > 0 ? `另加了${added.join('、')}` : '',
    left.length > 0 ? `没有列入${left.join('、')}` : '',
  ]
  return said.filter((one) => one !== '').join('；') || undefined
}
