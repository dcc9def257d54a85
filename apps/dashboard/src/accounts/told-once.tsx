import style from './accounts.module.css'

/** A secret that is told this once. Announced, selectable in one gesture, and gone with the page. */
export function ToldOnce({ words, secret }: { words: string; secret: string }) {
  return (
    <div className={style.once} role="status">
      <p>{words}</p>
      <code>{secret}</code>
    </div>
  )
}
