import {
  QueryClient,
  type UseMutationResult,
  type UseQueryOptions,
  type UseQueryResult,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
} from '@tanstack/react-query'
import { type CallArgs, type Ok, type OpName, ProblemError, call } from './client.ts'

const patient = (failures: number, error: unknown): boolean =>
  failures < 2 && !(error instanceof ProblemError && error.status >= 400 && error.status < 500)

// `always`: a browser on an intranet may believe it is offline; the request itself tells the truth.
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 20_000, retry: patient, refetchOnWindowFocus: true, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
})

/** Operations being read again without anybody having asked, and by how many such rounds. */
const unasked = new Map<OpName, number>()

/** Key of a query: the operation’s name first, so a live event can invalidate all of one kind. */
export const optionsOf = <N extends OpName>(name: N, args: CallArgs<N>) =>
  queryOptions<Ok<N>, Error>({
    queryKey: [name, args],
    queryFn: ({ signal }) => call(name, args, signal, { background: unasked.has(name) }),
  })

type More<N extends OpName> = Partial<
  Pick<UseQueryOptions<Ok<N>, Error>, 'enabled' | 'staleTime' | 'placeholderData'>
>

/**
 * Reads one operation.
 *
 *     const page = useCall('matters.page', { params: { id } })
 */
export const useCall = <N extends OpName>(
  name: N,
  args: CallArgs<N>,
  more: More<N> = {},
): UseQueryResult<Ok<N>, Error> => useQuery({ ...optionsOf(name, args), ...more })

/** Writes one operation; on success every listed operation is read again. */
export const useWrite = <N extends OpName>(
  name: N,
  refresh: readonly OpName[] = [],
): UseMutationResult<Ok<N>, Error, CallArgs<N>> =>
  useMutation({
    mutationFn: (args: CallArgs<N>) => call(name, args),
    onSuccess: () => refreshAll(refresh),
  })

/** Reads operations again wherever they are shown. */
export async function refreshAll(names: readonly OpName[]): Promise<void> {
  await Promise.all(names.map((name) => queryClient.invalidateQueries({ queryKey: [name] })))
}

/** As `refreshAll`, after a live event: the login of a page that nobody looks at does not last any longer for it. */
export async function refreshUnasked(names: readonly OpName[]): Promise<void> {
  for (const name of names) unasked.set(name, (unasked.get(name) ?? 0) + 1)
  try {
    await refreshAll(names)
  } finally {
    for (const name of names) {
      const rounds = (unasked.get(name) ?? 1) - 1
      if (rounds > 0) unasked.set(name, rounds)
      else unasked.delete(name)
    }
  }
}

interface Paged {
  readonly next: string | null
}
type PagedName = { [N in OpName]: Ok<N> extends Paged ? N : never }[OpName]

/** Reads a keyset list page by page. The cursor is the server’s; the screen only says “more”. */
export const usePages = <N extends PagedName>(name: N, args: CallArgs<N>) =>
  useInfiniteQuery({
    queryKey: [name, args, 'pages'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const { query } = args as { query?: Record<string, unknown> }
      const next = pageParam === null ? args : { ...args, query: { ...query, cursor: pageParam } }
      return call(name, next as CallArgs<N>, signal, { background: unasked.has(name) })
    },
    getNextPageParam: (last) => (last as Paged).next,
  })

export const useMe = (): UseQueryResult<Ok<'session.me'>, Error> =>
  useCall('session.me', {}, { staleTime: 300_000 })

/** Units and posts of the district; small enough to keep whole and search here. */
export const useDirectory = (): UseQueryResult<Ok<'administration.directory'>, Error> =>
  useCall('administration.directory', {}, { staleTime: 600_000 })
