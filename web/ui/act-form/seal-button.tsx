import type { ReactElement } from 'react'
import { useWrite } from '../../api/hooks.ts'
import type { FileRef } from '../../api/shapes.ts'
import { toast } from '../toast.tsx'

/** 送印章系统: the paper goes out, the sealed file comes back into the form; without a system it is laid out to be sealed by hand. */
export const SealButton = ({
  matter,
  paper,
  onSealed,
}: {
  matter: string
  paper: string
  onSealed: (file: FileRef) => void
}): ReactElement => {
  const sealing = useWrite('documents.seal')
  const run = (): void => {
    if (sealing.isPending) return
    sealing.mutate(
      { params: { id: matter, paper }, body: {} },
      {
        onSuccess: ({ file }) => {
          if (file) onSealed(file)
          toast(
            file ? `已用印：${file.name}` : '没有接入电子印章系统，公文已放在待用印文件夹，请线下用印后登记',
          )
        },
        onError: (error) => toast(error.message),
      },
    )
  }
  return (
    <button type="button" className="btn tiny" aria-disabled={sealing.isPending} onClick={run}>
      {sealing.isPending ? '正在用印' : '送印章系统用印'}
    </button>
  )
}
