import type { ReactElement } from 'react'
import type { MatterPage } from '../../api/shapes.ts'

/** 文书: what the matter hands out, as .docx in the official layout. */
export const Papers = ({ papers }: { papers: MatterPage['papers'] }): ReactElement | null =>
  papers.length === 0 ? null : (
    <section className="card stack noprint" aria-labelledby="papers-title">
      <h2 id="papers-title">文书</h2>
      <ul className="row">
        {papers.map((paper) => (
          <li key={paper.name}>
            <a className="btn" href={paper.url} download>
              下载{paper.title}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
