import type { ReactElement } from 'react'
import type { MatterPage } from '../../api/shapes.ts'
import { timeText } from '../../ui/format.ts'
import { NoteDealt } from '../../ui/note-dealt.tsx'

/** 短信留言: what was written about the matter by short message and became no act; absent where there is none. */
export const SmsNotes = ({ notes }: { notes: MatterPage['notes'] }): ReactElement | null =>
  notes.length === 0 ? null : (
    <section className="card stack" aria-labelledby="sms-notes-title">
      <h2 id="sms-notes-title">短信留言</h2>
      <p className="small muted">以下短信没有改变办理状态，请看过后处理。</p>
      <ul className="lines">
        {notes.map((note) => (
          <li key={note.id} className="line">
            <div>
              <p className="pre">{note.text}</p>
              <p className="small muted">
                {note.name}
                {note.because && ` · ${note.because}`}
              </p>
            </div>
            <div className="line-side">
              <time className="small muted" dateTime={note.at}>
                {timeText(note.at)}
              </time>
              <NoteDealt {...note} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
