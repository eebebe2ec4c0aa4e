import { type ReactElement, useState } from 'react'
import { fetchFile } from '../api/client.ts'
import { sizeText } from './file-input.tsx'
import { toast } from './toast.tsx'

/** Hands a file to the browser to keep. */
export function keepFile(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** A file made by the server: the button shows how much has come, and an error is said in words instead of an empty tab. */
export const DownloadButton = ({
  url,
  name,
  children,
}: {
  url: string
  /** Used when the server names none. */
  name: string
  children: string
}): ReactElement => {
  const [got, setGot] = useState<number | null>(null)
  const run = async (): Promise<void> => {
    if (got !== null) return
    setGot(0)
    try {
      const { file, named } = await fetchFile(url, setGot)
      keepFile(file, named ?? name)
      toast(`已下载${named ?? name}（${sizeText(file.size)}）`)
    } catch (error) {
      toast(error instanceof Error ? error.message : '没有下载成功，请重试')
    } finally {
      setGot(null)
    }
  }
  return (
    <button type="button" className="btn" aria-disabled={got !== null} onClick={() => void run()}>
      {got === null ? children : got === 0 ? '正在生成' : `已收到 ${sizeText(got)}`}
    </button>
  )
}
